import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { nameOf } from "~/kit/formats";

const LANGUAGES = ["es", "en", "pt"];

/** What a reason is called in each language; Spanish is what the others fall back to. */
export function DispositionDialog({ title, name, onSave, onClose }: Props) {
  const [said, setSaid] = useState<Record<string, string>>(name);
  const spanish = said.es?.trim();
  const save = () => spanish && onSave(Object.fromEntries(Object.entries(said).filter(([, words]) => words.trim())));
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" disabled={!spanish} onClick={save}>
            {t`Guardar`}
          </Button>
        </>
      }
    >
      {LANGUAGES.map((code) => (
        <Field
          key={code}
          label={nameOf("language", code)}
          required={code === "es"}
          lang={code}
          maxLength={120}
          value={said[code] ?? ""}
          onChange={(event) => setSaid({ ...said, [code]: event.target.value })}
          onKeyDown={(event) => event.key === "Enter" && save()}
        />
      ))}
    </Dialog>
  );
}

interface Props {
  title: string;
  name: Record<string, string>;
  onSave: (name: Record<string, string>) => void;
  onClose: () => void;
}
