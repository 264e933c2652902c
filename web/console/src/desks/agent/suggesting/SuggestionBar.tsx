import { t } from "@lingui/core/macro";
import { Lightbulb, X } from "lucide-react";
import type { RejectReason, Suggestion } from "~/client/contract/suggestions";
import { cx } from "~/kit/cx";
import { percent } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { Kbd } from "~/kit/Kbd";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { MenuLabel } from "~/kit/MenuLabel";
import { useNow } from "~/kit/now";
import type { Piece } from "~/rooms/knowledge/fill";
import { SUGGESTION_KEYS } from "~/rooms/intelligence/suggest/suggestionCommands";
import { sourceWords } from "~/rooms/intelligence/suggest/sourceWords";
import css from "./SuggestionBar.module.css";

export interface Offer {
  one: Suggestion;
  pieces: Piece[];
}

const REASONS: [RejectReason, () => string][] = [
  ["off_topic", () => t`No responde a esto`],
  ["outdated", () => t`Ya no vale`],
  ["tone", () => t`No es nuestro tono`],
  ["other", () => t`Otro motivo`],
];

/** Up to three answers that were good once. They wait above the field, and take neither focus nor keys from it. */
export function SuggestionBar({ offers, active, rejecting, onTake, onReject }: Props) {
  const now = useNow();
  return (
    <section className={css.bar} aria-label={t`Respuestas sugeridas`}>
      <h2 className={css.head}>
        <Lightbulb size={14} aria-hidden /> {t`Sugeridas`}
      </h2>
      <ul className={css.list}>
        {offers.map(({ one, pieces }, place) => (
          <li key={one.id} className={cx(css.item, place === active && css.active)}>
            <button type="button" className={css.take} onClick={() => onTake(place)} data-place={place}>
              <span className={css.text}>
                {pieces.map((piece, at) => (piece.variable ? <u key={at} className={cx(piece.missing && css.missing)}>{piece.text}</u> : piece.text))}
              </span>
              <span className={css.source} title={t`Coincidencia: ${percent(one.score)}`}>
                {sourceWords(one.source, now)}
              </span>
            </button>
            <Kbd keys={SUGGESTION_KEYS[place]} />
            <Menu asked={place === rejecting.place ? rejecting.times : 0} trigger={<IconButton icon={X} size={14} name={t`Descartar`} keys="0" />}>
              <MenuLabel>{t`Por qué no sirve`}</MenuLabel>
              {REASONS.map(([reason, words]) => (
                <MenuItem key={reason} onSelect={() => onReject(one, reason)}>
                  {words()}
                </MenuItem>
              ))}
            </Menu>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Props {
  offers: Offer[];
  /** Which one the arrows stand on; -1 for none. */
  active: number;
  /** For which one the menu of reasons was asked for by key, and how many times one was. */
  rejecting: { place: number; times: number };
  onTake: (place: number) => void;
  onReject: (one: Suggestion, reason: RejectReason) => void;
}
