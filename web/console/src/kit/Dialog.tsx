import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import css from "./Float.module.css";
import { IconButton } from "./IconButton";
import { cx } from "./cx";

/** A question over the desk: it takes the focus, gives it back, and goes with Escape. */
export function Dialog({ title, wide, onClose, children, foot }: Props) {
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={css.scrim} />
        <Radix.Content className={cx(css.dialog, wide && css.wide)} aria-describedby={undefined} onOpenAutoFocus={focusFirstField}>
          <div className={css.head}>
            <Radix.Title>{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton icon={X} name={t`Cerrar`} keys="Escape" />
            </Radix.Close>
          </div>
          <div className={css.body}>{children}</div>
          {foot ? <div className={css.foot}>{foot}</div> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The first thing to fill in, else the dialog itself: never the button that closes it. */
function focusFirstField(event: Event) {
  event.preventDefault();
  const content = event.currentTarget as HTMLElement;
  (content.querySelector<HTMLElement>("input, select, textarea") ?? content).focus();
}

interface Props {
  title: string;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
}
