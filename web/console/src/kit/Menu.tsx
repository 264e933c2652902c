import { DropdownMenu } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import css from "./Float.module.css";

/** What opens under a button. The trigger is any one button. */
export function Menu({ trigger, align = "end", children }: Props) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={css.menu} align={align} sideOffset={4} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface Props {
  trigger: ReactElement;
  align?: "start" | "end";
  children: ReactNode;
}
