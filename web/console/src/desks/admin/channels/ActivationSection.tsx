import { t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Activation, AdminAccount } from "~/client/contract/connecting";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { moment } from "~/kit/formats";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { useMay } from "~/rooms/access/useMay";
import css from "./AccountsPage.module.css";

/** Who let an account go live, or that it waits for somebody else's word: two persons, by the rule of its unit. */
export function ActivationSection({ account, activation, onDone }: Props) {
  const manages = useMay()("channels.manage");
  const [reason, setReason] = useState("");
  const decide = useMutation({
    mutationFn: (approved: boolean) => call("POST /channels/accounts/{id}/activation", { path: { id: account.id }, body: { approved, reason } }),
    onSuccess: onDone,
  });
  const ask = useMutation({ mutationFn: () => call("POST /channels/accounts/{id}/activation/ask", { path: { id: account.id }, body: {} }), onSuccess: onDone });
  const error = decide.error ?? ask.error;
  const refused = account.state === "pending" && activation.approved === false;
  return (
    <Section title={t`Activación`} hint={t`Una persona la conecta y otra, con permiso para aprobar, la pone en servicio.`}>
      <p>{told(activation)}</p>
      {account.state === "pending" ? <p className={css.quiet}>{t`Hasta entonces no sale nada por ella. Lo que llega se guarda y se ve.`}</p> : null}
      {activation.mine ? (
        <div className={css.form}>
          <Field label={t`Motivo, si no se aprueba`} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          <div className={css.row}>
            <Button look="main" disabled={decide.isPending} onClick={() => decide.mutate(true)}>{t`Poner en servicio`}</Button>
            <Button disabled={decide.isPending || reason.trim() === ""} onClick={() => decide.mutate(false)}>{t`No aprobar`}</Button>
          </div>
        </div>
      ) : null}
      {refused && manages ? (
        <div className={css.row}>
          <Button disabled={ask.isPending} onClick={() => ask.mutate()}>{t`Pedirlo otra vez`}</Button>
        </div>
      ) : null}
      {error ? <Failing what={t`No se hizo`} why={problemWords(error)} /> : null}
    </Section>
  );
}

function told(one: Activation): string {
  const asked = moment(one.asked_at, now());
  const asker = one.asked_by || t`Alguien`;
  if (one.decided_at === null) return t`${asker} pidió ponerla en servicio (${asked}). Falta que otra persona la apruebe.`;
  const day = moment(one.decided_at, now());
  const who = one.decided_by || t`Alguien`;
  if (one.approved === false) return t`${who} no la aprobó (${day}): ${one.reason}`;
  if (one.alone) return t`${who} la puso en servicio sin segunda persona (${day}): nadie más podía aprobarla.`;
  return t`La pidió ${asker}; la aprobó ${who} (${day}).`;
}

interface Props {
  account: AdminAccount;
  activation: Activation;
  onDone: () => void;
}
