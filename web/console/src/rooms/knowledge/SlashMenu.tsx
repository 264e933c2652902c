import { plural, t } from "@lingui/core/macro";
import { TextQuote } from "lucide-react";
import type { CannedReply } from "~/client/contract/choices";
import { Kbd } from "~/kit/Kbd";
import { pieces, type Values } from "./fill";
import css from "./SlashMenu.module.css";

/** What `/` opens above the field: the replies, and the text as it will leave. The field keeps the focus and the keys. */
export function SlashMenu({ id, found, active, values, onPick, onActive }: Props) {
  const shown = found[active];
  return (
    <div className={css.slash}>
      <p role="status" className="unseen">
        {plural(found.length, { one: "# respuesta guardada", many: "# respuestas guardadas", other: "# respuestas guardadas" })}
      </p>
      <div className={css.list} role="listbox" id={id} aria-label={t`Respuestas guardadas`}>
        {found.map((one, place) => (
          <div
            key={one.id}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === active}
            tabIndex={-1}
            className={css.item}
            onMouseEnter={() => onActive(place)}
            onMouseDown={(event) => {
              event.preventDefault();
              onPick(one);
            }}
          >
            <TextQuote size={14} aria-hidden />
            <span className="cut">{one.shortcut}</span>
            {place === active ? <Kbd keys="Enter" /> : null}
          </div>
        ))}
        {found.length === 0 ? <p className={css.none}>{t`Ninguna con esas letras.`}</p> : null}
      </div>
      <div className={css.preview}>
        {shown ? (
          <>
            <p className={css.faint}>{t`Así saldrá`}</p>
            <p>
              {pieces(shown.body, values).map((one, place) => (one.variable ? <u key={place}>{one.text}</u> : one.text))}
            </p>
          </>
        ) : null}
      </div>
    </div>
  );
}

interface Props {
  id: string;
  found: CannedReply[];
  active: number;
  values: Values;
  onPick: (one: CannedReply) => void;
  onActive: (place: number) => void;
}
