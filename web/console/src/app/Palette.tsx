import { t } from "@lingui/core/macro";
import { Command } from "cmdk";
import { Dialog } from "radix-ui";
import { useState } from "react";
import type { Ready } from "~/kit/command";
import { groupOf, GROUPS, groupWords } from "~/kit/commandGroups";
import { Kbd } from "~/kit/Kbd";
import css from "./Palette.module.css";
import { rank } from "./rank";
import { noteRecent, recent } from "./recent";

/** Every command that can be run now, by its words: in groups, those run last before the others, the best match first. */
export function Palette({ commands, onClose }: { commands: Ready[]; onClose: () => void }) {
  const [sought, setSought] = useState("");
  const found = sought.trim() ? rank(commands, sought, (one) => `${one.words} ${groupWords(groupOf(one.id))}`) : null;
  const last = recent().flatMap((id) => commands.find((one) => one.id === id) ?? []);
  const rest = commands.filter((one) => !last.includes(one));
  const item = (one: Ready) => (
    <Command.Item
      key={one.id}
      className={css.item}
      value={one.id}
      onSelect={() => {
        noteRecent(one.id);
        onClose();
        setTimeout(one.run);
      }}
    >
      <span className="cut">{one.words}</span>
      {found ? <span className={css.group}>{groupWords(groupOf(one.id))}</span> : null}
      <Kbd keys={one.keys} />
    </Command.Item>
  );
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={css.scrim} />
        <Dialog.Content className={css.palette} aria-describedby={undefined}>
          <Dialog.Title className="unseen">{t`Mandar`}</Dialog.Title>
          <Command label={t`Mandar`} loop shouldFilter={false}>
            <Command.Input className={css.input} placeholder={t`Qué hacer`} value={sought} onValueChange={setSought} autoFocus />
            <Command.List className={css.items} label={t`Lo que se puede hacer ahora`}>
              {found?.length === 0 ? <p className={css.none}>{t`Nada con esas letras.`}</p> : null}
              {found ? (
                found.map(item)
              ) : (
                <>
                  {last.length > 0 ? (
                    <Command.Group heading={t`Lo último`} className={css.heading}>
                      {last.map(item)}
                    </Command.Group>
                  ) : null}
                  {GROUPS.map((group) => {
                    const of = rest.filter((one) => groupOf(one.id) === group);
                    return of.length > 0 ? (
                      <Command.Group key={group} heading={groupWords(group)} className={css.heading}>
                        {of.map(item)}
                      </Command.Group>
                    ) : null;
                  })}
                </>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
