import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call, Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { PasswordField } from "./PasswordField";
import { weakWords } from "./passwordWords";
import { meQuery } from "./queries";
import { useSecurityDeed } from "./useSecurityDeed";

/** A new password, by who knows the old one; every other session ends. */
export function PasswordForm() {
  const email = useQuery(meQuery).data?.user.email ?? "";
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const change = useSecurityDeed(() => call("PUT /account/password", { body: { old, new: fresh } }));
  const code = change.error instanceof Refused ? change.error.problem.code : "";
  const weak = weakWords(change.error);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(undefined, {
          onSuccess: () => {
            setOld("");
            setFresh("");
          },
        });
      }}
    >
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <Field
        label={t`Contraseña actual`}
        type="password"
        autoComplete="current-password"
        required
        value={old}
        error={code === "wrong_credentials" ? t`No es la contraseña actual.` : undefined}
        onChange={(event) => setOld(event.target.value)}
      />
      <PasswordField label={t`Contraseña nueva`} value={fresh} error={weak} onChange={setFresh} />
      {change.error && code !== "wrong_credentials" && !weak ? <Failing what={t`No se cambió`} why={problemWords(change.error)} /> : null}
      <div className={css.line}>
        <Button look="main" type="submit" disabled={change.isPending || !old || !fresh}>
          {t`Cambiar la contraseña`}
        </Button>
        <span role="status" className={css.quiet}>
          {change.isSuccess && !old ? t`Cambiada. Las demás sesiones se cerraron.` : ""}
        </span>
      </div>
    </form>
  );
}
