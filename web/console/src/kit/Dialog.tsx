import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import css from "./Float.module.css";
import { IconButton } from "./IconButton";
import { cx } from "./cx";

/** A question over the desk: it takes the focus, gives it back, and goes with Escape. */
export function Dialog({ title, wide, onClose, children, foot }: Props) {
  const [before] = useState(whoAsked);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={css.scrim} />
        <Radix.Content
          className={cx(css.dialog, wide && css.wide)}
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirstField}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // What was done may have taken the focus elsewhere: only one that is nowhere is given back.
            if (document.activeElement === null || document.activeElement === document.body) before?.focus();
          }}
        >
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

/** What has the focus, or what opened the menu that has it: the menu goes. */
function whoAsked(): HTMLElement | null {
  const active = document.activeElement;
  const opener = active?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  const found = opener ? document.getElementById(opener) : active;
  return found instanceof HTMLElement && found !== document.body ? found : null;
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
