import { t } from "@lingui/core/macro";
import { Button } from "~/kit/Button";
import { Field } from "~/kit/Field";
import { contrastWithWhite } from "~/rooms/brands/contrast";
import css from "./ColourField.module.css";

const LEAST = 4.5;

/** A brand's colour with white text on it as it will be read, and whether it can be. */
export function ColourField({ name, colour, onChange }: { name: string; colour: string; onChange: (colour: string) => void }) {
  const contrast = contrastWithWhite(colour);
  const ratio = contrast === null ? "" : contrast.toFixed(1);
  const pale = contrast !== null && contrast < LEAST;
  return (
    <div className={css.colour}>
      <Field
        label={t`Color`}
        type="color"
        value={colour || "#0b6b57"}
        error={pale ? t`El texto blanco no se lee encima: contraste ${ratio}, hace falta ${LEAST}. Elegir uno más oscuro.` : undefined}
        hint={contrast === null ? t`El de Trato, hasta elegir otro.` : t`Contraste con texto blanco: ${ratio}.`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className={css.sample} style={{ background: colour || "var(--bubble-mine)" }} aria-hidden>
        {name || t`Marca`}
      </span>
      {colour ? <Button onClick={() => onChange("")}>{t`Sin color propio`}</Button> : null}
    </div>
  );
}
