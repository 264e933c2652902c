import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import css from "./Float.module.css";
import { Kbd } from "./Kbd";

export function MenuItem({ onSelect, keys, disabled, children }: Props) {
  return (
    <DropdownMenu.Item className={css.item} onSelect={onSelect} disabled={disabled}>
      {children}
      {keys ? <Kbd keys={keys} /> : null}
    </DropdownMenu.Item>
  );
}

interface Props {
  onSelect: () => void;
  keys?: string;
  disabled?: boolean;
  children: ReactNode;
}
