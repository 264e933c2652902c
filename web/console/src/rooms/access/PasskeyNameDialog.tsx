import { t } from "@lingui/core/macro";
import { type FormEvent, useId, useState } from "react";
import type { Passkey } from "~/client/contract/securityEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { useSecurityDeed } from "./useSecurityDeed";

export function PasskeyNameDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const form = useId();
  const [name, setName] = useState(passkey.name);
  const save = useSecurityDeed(() => call("PATCH /account/passkeys/{id}", { path: { id: passkey.id }, body: { name } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={t`Nombre de la llave`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={save.isPending}>
            {t`Guardar`}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t`Nombre`} required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        {save.error ? <Failing what={t`No se guardó`} why={problemWords(save.error)} /> : null}
      </form>
    </Dialog>
  );
}
