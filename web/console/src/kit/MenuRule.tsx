import { DropdownMenu } from "radix-ui";
import css from "./Float.module.css";

export function MenuRule() {
  return <DropdownMenu.Separator className={css.rule} />;
}
