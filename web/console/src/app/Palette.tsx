import { t } from "@lingui/core/macro";
import { Command } from "cmdk";
import { Dialog } from "radix-ui";
import type { Ready } from "~/kit/command";
import { Kbd } from "~/kit/Kbd";
import css from "./Palette.module.css";

/** Every command that can be run now, by its words. */
export function Palette({ commands, onClose }: { commands: Ready[]; onClose: () => void }) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={css.scrim} />
        <Dialog.Content className={css.palette} aria-describedby={undefined}>
          <Dialog.Title className="unseen">{t`Mandar`}</Dialog.Title>
          <Command label={t`Mandar`} loop>
            <Command.Input className={css.input} placeholder={t`Qué hacer`} autoFocus />
            <Command.Empty className={css.none}>{t`Nada con esas letras.`}</Command.Empty>
            <Command.List className={css.items} label={t`Lo que se puede hacer ahora`}>
              {commands.map((one) => (
                <Command.Item
                  key={one.id}
                  className={css.item}
                  value={one.id}
                  keywords={[one.words]}
                  onSelect={() => {
                    onClose();
                    setTimeout(one.run);
                  }}
                >
                  {one.words}
                  {one.keys ? <Kbd keys={one.keys} /> : null}
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
