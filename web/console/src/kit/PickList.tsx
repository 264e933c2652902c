import { t } from "@lingui/core/macro";
import { Command } from "cmdk";
import type { ReactNode } from "react";
import css from "./PickList.module.css";

export interface Pick {
  id: string;
  words: string;
  group?: string;
  detail?: ReactNode;
  glyph?: ReactNode;
  disabled?: boolean;
}

/** Type to find, arrows to move, Enter to pick: the one way of choosing in dialogs. */
export function PickList({ label, picks, onPick, words, onWords, filtered = true, none }: Props) {
  const groups = [...new Set(picks.map((one) => one.group ?? ""))];
  return (
    <Command className={css.list} label={label} shouldFilter={filtered} loop>
      <Command.Input
        className={css.input}
        placeholder={label}
        autoFocus
        {...(words === undefined ? {} : { value: words })}
        {...(onWords ? { onValueChange: onWords } : {})}
      />
      <Command.Empty className={css.none}>{none ?? t`Nada con esas letras.`}</Command.Empty>
      <Command.List className={css.items} label={label}>
        {groups.map((group) => (
          <Command.Group key={group} heading={group || undefined}>
            {picks
              .filter((one) => (one.group ?? "") === group)
              .map((one) => (
                <Command.Item
                  key={one.id}
                  className={css.item}
                  value={one.id}
                  keywords={[one.words, group]}
                  disabled={one.disabled ?? false}
                  onSelect={() => onPick(one.id)}
                >
                  {one.glyph}
                  <span className="cut">{one.words}</span>
                  {one.detail ? <span className={css.detail}>{one.detail}</span> : null}
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

interface Props {
  label: string;
  picks: Pick[];
  onPick: (id: string) => void;
  words?: string;
  onWords?: (words: string) => void;
  filtered?: boolean;
  none?: string;
}
