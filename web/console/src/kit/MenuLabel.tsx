import type { ReactNode } from "react";
import css from "./Float.module.css";
import { useMenuPieces } from "./menuPieces";

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useMenuPieces();
  return <Label className={css.label}>{children}</Label>;
}
