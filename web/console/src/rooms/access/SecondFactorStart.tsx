import { t } from "@lingui/core/macro";
import { useState } from "react";
import { call, Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import { CopyField } from "~/kit/CopyField";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { QrCode } from "./QrCode";
import { useSecurityDeed } from "./useSecurityDeed";

/** The secret for an application, to scan or to type, and its first code. */
export function SecondFactorStart({ uri, onConfirmed }: { uri: string; onConfirmed: (codes: string[]) => void }) {
  const [code, setCode] = useState("");
  const confirm = useSecurityDeed(() => call("POST /account/second-factor/confirm", { body: { code } }));
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  const wrong = confirm.error instanceof Refused && confirm.error.problem.code === "wrong_code";
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(undefined, { onSuccess: ({ codes }) => onConfirmed(codes) });
      }}
    >
      <p>{t`Leer este dibujo con una aplicación de verificación, o escribir en ella la clave.`}</p>
      <QrCode text={uri} label={t`Código QR con la clave`} />
      <CopyField label={t`Clave`} value={secret.replace(/(.{4})(?=.)/g, "$1 ")} />
      <Field
        label={t`Código que muestra la aplicación`}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]{6,7}"
        required
        value={code}
        error={wrong ? problemWords(confirm.error) : undefined}
        onChange={(event) => setCode(event.target.value)}
      />
      {confirm.error && !wrong ? <Failing what={t`No se confirmó`} why={problemWords(confirm.error)} /> : null}
      <Button look="main" type="submit" className={css.end} disabled={confirm.isPending || !code}>
        {t`Confirmar`}
      </Button>
    </form>
  );
}
