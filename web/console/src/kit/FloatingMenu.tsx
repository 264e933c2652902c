import { DropdownMenu } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import css from "./Float.module.css";
import { MenuPiecesContext } from "./menuPieces";

/** The menu itself, open as it comes: it was asked for before it was there. */
export function FloatingMenu({ trigger, align, children }: { trigger: ReactElement; align: "start" | "end"; children: ReactNode }) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={css.menu} align={align} sideOffset={4} collisionPadding={8}>
          <MenuPiecesContext value={DropdownMenu}>{children}</MenuPiecesContext>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
