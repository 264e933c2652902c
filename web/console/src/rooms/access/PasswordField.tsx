import { plural, t } from "@lingui/core/macro";
import { useState } from "react";
import { Checkbox } from "~/kit/Checkbox";
import { Field } from "~/kit/Field";
import css from "./Access.module.css";

const LEAST = 10;

/** A new password: its length counts, not which signs it has; shown on demand. */
export function PasswordField({ label, value, error, onChange }: { label: string; value: string; error?: string | undefined; onChange: (value: string) => void }) {
  const [shown, setShown] = useState(false);
  const left = LEAST - [...value].length;
  return (
    <div className={css.form}>
      <Field
        label={label}
        type={shown ? "text" : "password"}
        autoComplete="new-password"
        spellCheck={false}
        required
        maxLength={256}
        value={value}
        error={error}
        hint={value && left > 0 ? plural(left, { one: "Falta # carácter.", many: "Faltan # caracteres.", other: "Faltan # caracteres." }) : t`Al menos ${LEAST} caracteres. Sirve una frase de varias palabras.`}
        onChange={(event) => onChange(event.target.value)}
      />
      <Checkbox label={t`Mostrarla`} checked={shown} onChange={(event) => setShown(event.target.checked)} />
    </div>
  );
}
