import { DropdownMenu } from "radix-ui";
import { type ReactElement, type ReactNode, useEffect, useState } from "react";
import css from "./Float.module.css";
import { MenuPiecesContext } from "./menuPieces";

/** The menu itself, open as it comes: it was asked for before it was there. */
export function FloatingMenu({ trigger, align, asked, children }: { trigger: ReactElement; align: "start" | "end"; asked: number; children: ReactNode }) {
  const [open, setOpen] = useState(true);
  useEffect(() => {
    if (asked > 0) setOpen(true);
  }, [asked]);
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={css.menu} align={align} sideOffset={4} collisionPadding={8}>
          <MenuPiecesContext value={DropdownMenu}>{children}</MenuPiecesContext>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
