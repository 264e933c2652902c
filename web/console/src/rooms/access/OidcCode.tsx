import { t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { call, Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { oidcRefusalWords } from "./oidcWords";

/** The company has vouched; the code of the second factor is still wanted. */
export function OidcCode({ onSignedIn }: { onSignedIn: () => void }) {
  const form = useId();
  const [open, setOpen] = useState(true);
  const [code, setCode] = useState("");
  const clean = () => history.replaceState(null, "", location.pathname);
  const take = useMutation({
    mutationFn: () => call("POST /session/oidc/code", { body: { code } }),
    onSuccess: () => {
      clean();
      onSignedIn();
    },
  });
  const why = take.error instanceof Refused && take.error.problem.code.startsWith("oidc_") ? oidcRefusalWords(take.error.problem.code) : problemWords(take.error);
  const close = () => {
    clean();
    setOpen(false);
  };
  if (!open) return null;
  return (
    <Dialog
      title={t`Código de verificación`}
      onClose={close}
      foot={
        <>
          <Button onClick={close}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={take.isPending}>
            {t`Entrar`}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          take.mutate();
        }}
      >
        <Field
          label={t`Código de verificación`}
          hint={t`Seis cifras, de la aplicación de verificación. Sin ella, un código de recuperación.`}
          autoComplete="one-time-code"
          required
          autoFocus
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        {take.error ? <Failing what={t`No se pudo entrar`} why={why} /> : null}
      </form>
    </Dialog>
  );
}
