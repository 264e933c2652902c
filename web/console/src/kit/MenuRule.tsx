import css from "./Float.module.css";
import { useMenuPieces } from "./menuPieces";

export function MenuRule() {
  const { Separator } = useMenuPieces();
  return <Separator className={css.rule} />;
}
