import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import css from "./Float.module.css";

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className={css.label}>{children}</DropdownMenu.Label>;
}
