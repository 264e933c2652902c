import { t } from "@lingui/core/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { waysQuery } from "./securityQueries";

/** Asking for a link by mail. The answer is the same whether the address is known or not. */
export function ForgottenDialog({ email: typed, onClose }: { email: string; onClose: () => void }) {
  const form = useId();
  const ways = useQuery(waysQuery);
  const [email, setEmail] = useState(typed);
  const ask = useMutation({ mutationFn: () => call("POST /session/forgotten", { body: { email } }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    ask.mutate();
  };
  const without = ways.data?.mail === false;
  return (
    <Dialog
      title={t`Contraseña olvidada`}
      onClose={onClose}
      foot={
        without || ask.isSuccess ? (
          <Button look="main" onClick={onClose}>{t`Volver`}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t`Cancelar`}</Button>
            <Button look="main" type="submit" form={form} disabled={ask.isPending || !ways.data}>
              {t`Pedir el enlace`}
            </Button>
          </>
        )
      }
    >
      {without ? (
        <Notice>{t`Aquí no sale correo. Quien administra Trato puede dar una contraseña nueva.`}</Notice>
      ) : ask.isSuccess ? (
        <Notice>{t`Si esa dirección tiene una cuenta, en unos minutos llega un enlace que sirve durante una hora. Mirar también en el correo no deseado.`}</Notice>
      ) : (
        <form id={form} className={css.form} onSubmit={submit}>
          <p>{t`Llega un enlace para elegir otra.`}</p>
          <Field label={t`Correo`} type="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.target.value)} />
          {ask.error ? <Failing what={t`No se pidió`} why={problemWords(ask.error)} /> : null}
        </form>
      )}
    </Dialog>
  );
}
