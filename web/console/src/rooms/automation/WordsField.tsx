import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Field } from "~/kit/Field";

/** Words or phrases, parted by commas. What is typed stays as typed until the field is left. */
export function WordsField({ label, words, optional, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string) => [...new Set(text.split(",").map((one) => one.trim()).filter(Boolean))].slice(0, 100);
  return (
    <Field
      label={label}
      hint={optional ? t`Separadas por comas; vacío vale para cualquier mensaje` : t`Separadas por comas; no importan mayúsculas ni acentos`}
      value={typed ?? words.join(", ")}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(read(event.target.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

interface Props {
  label: string;
  words: string[];
  optional?: boolean;
  onChange: (words: string[]) => void;
}
