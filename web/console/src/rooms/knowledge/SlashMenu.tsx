import { plural, t } from "@lingui/core/macro";
import type { CannedReply } from "~/client/contract/choices";
import { cx } from "~/kit/cx";
import { Kbd } from "~/kit/Kbd";
import { OfferMenu } from "~/kit/OfferMenu";
import { pieces, type Values } from "./fill";
import css from "./SlashMenu.module.css";

/** What `/` opens above the field: the replies, and the text as it will leave. The field keeps the focus and the keys. */
export function SlashMenu({ id, found, active, values, onPick, onActive }: Props) {
  const shown = found[active];
  const parts = shown ? pieces(shown.body, values) : [];
  return (
    <div className={css.slash}>
      <p role="status" className="unseen">
        {plural(found.length, { one: "# respuesta guardada", many: "# respuestas guardadas", other: "# respuestas guardadas" })}
      </p>
      <OfferMenu
        id={id}
        label={t`Respuestas guardadas`}
        none={t`Ninguna con esas letras.`}
        offers={found.map((one) => ({ id: one.id, words: one.title, side: sideOf(one) }))}
        active={active}
        inner
        onPick={onPick}
        onActive={onActive}
      />
      <div className={css.preview}>
        {shown ? (
          <>
            <p className={css.faint}>
              <span>{t`Así saldrá`}</span>
              <span className="space" />
              <Kbd keys="Enter" /> {t`poner`} <Kbd keys="$mod+Enter" /> {t`enviar`}
            </p>
            <p className={css.text}>
              {parts.map((one, place) => (one.variable ? <u key={place} className={cx(one.missing && css.missing)}>{one.text}</u> : one.text))}
            </p>
            {parts.some((one) => one.missing) ? <p className={css.gap}>{t`Falta un dato: se pone a mano antes de enviar.`}</p> : null}
          </>
        ) : null}
      </div>
    </div>
  );
}

function sideOf(one: CannedReply) {
  return (
    <>
      <span>{one.shortcut}</span>
      <span className={css.language}>{one.language.toUpperCase()}</span>
    </>
  );
}

interface Props {
  id: string;
  found: CannedReply[];
  active: number;
  values: Values;
  onPick: (place: number) => void;
  onActive: (place: number) => void;
}
