import type { ReactNode } from "react";
import css from "./Float.module.css";
import { Kbd } from "./Kbd";
import { useMenuPieces } from "./menuPieces";

export function MenuItem({ onSelect, keys, disabled, children }: Props) {
  const { Item } = useMenuPieces();
  return (
    <Item className={css.item} onSelect={onSelect} disabled={disabled}>
      {children}
      {keys ? <Kbd keys={keys} /> : null}
    </Item>
  );
}

interface Props {
  onSelect: () => void;
  keys?: string;
  disabled?: boolean;
  children: ReactNode;
}
