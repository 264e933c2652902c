import { t } from "@lingui/core/macro";
import { useState } from "react";
import { call } from "~/client/http";
import { Confirm } from "~/kit/Confirm";
import { Field } from "~/kit/Field";
import { useSecurityDeed } from "./useSecurityDeed";

/** Giving up the second factor, with a last code of it. */
export function SecondFactorDrop({ onClose }: { onClose: () => void }) {
  const [code, setCode] = useState("");
  const drop = useSecurityDeed(() => call("POST /account/second-factor/drop", { body: { code } }));
  return (
    <Confirm title={t`Dejar el segundo factor`} deed={t`Dejar de usarlo`} danger onConfirm={() => drop.mutateAsync(undefined)} onClose={onClose}>
      <p>{t`Después bastará la contraseña para entrar. Los códigos de recuperación dejan de servir.`}</p>
      <Field
        label={t`Código de la aplicación, o uno de recuperación`}
        autoComplete="one-time-code"
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
    </Confirm>
  );
}
