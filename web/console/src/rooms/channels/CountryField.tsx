import { t } from "@lingui/core/macro";
import { Field } from "~/kit/Field";
import { nameOf } from "~/kit/formats";

/** A country by its two letters; its name in the language on screen stands under it. */
export function CountryField({ value, onChange, error }: { value: string; onChange: (code: string) => void; error?: string | undefined }) {
  const known = /^[A-Z]{2}$/.test(value);
  return (
    <Field
      label={t`País`}
      maxLength={2}
      autoComplete="off"
      spellCheck={false}
      pattern="[A-Za-z]{2}"
      hint={known ? nameOf("region", value) : t`Dos letras: PE, MX, BR. Desde él se leen los números sin prefijo, y por él se promete y se informa.`}
      error={error ? t`Son dos letras, como PE o MX.` : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value.toUpperCase())}
    />
  );
}
