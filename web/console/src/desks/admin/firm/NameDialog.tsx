import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";

/** Asks for one name. */
export function NameDialog({ title, name, limit, onSave, onClose }: Props) {
  const [said, setSaid] = useState(name);
  const save = () => said.trim() && onSave(said.trim());
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" disabled={!said.trim()} onClick={save}>
            {t`Guardar`}
          </Button>
        </>
      }
    >
      <Field
        label={t`Nombre`}
        maxLength={limit}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && save()}
      />
    </Dialog>
  );
}

interface Props {
  title: string;
  name: string;
  limit: number;
  onSave: (name: string) => void;
  onClose: () => void;
}
