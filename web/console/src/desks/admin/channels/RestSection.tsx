import { t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { AdminAccount } from "~/client/contract/connecting";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { Failing } from "~/kit/Failing";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import css from "./AccountsPage.module.css";

/** Pausing an account, taking it into service again, retiring it. */
export function RestSection({ account, onDone }: { account: AdminAccount; onDone: () => void }) {
  const [retiring, setRetiring] = useState(false);
  const change = (state: "active" | "paused" | "retired") => call("PATCH /channels/accounts/{id}", { path: { id: account.id }, body: { state } }).then(onDone);
  const rest = useMutation({ mutationFn: change });
  return (
    <Section title={t`Descanso`} hint={t`En pausa no sale nada; lo que llega se guarda. Retirada, tampoco llega.`}>
      {rest.error ? <Failing what={t`No se hizo`} why={problemWords(rest.error)} /> : null}
      <div className={css.row}>
        {account.state === "draft" ? <Button disabled={rest.isPending} onClick={() => rest.mutate("active")}>{t`Pedir la activación`}</Button> : null}
        {account.state === "paused" ? <Button disabled={rest.isPending} onClick={() => rest.mutate("active")}>{t`Volver al servicio`}</Button> : null}
        {account.state === "active" || account.state === "broken" ? <Button disabled={rest.isPending} onClick={() => rest.mutate("paused")}>{t`Poner en pausa`}</Button> : null}
        <Button look="danger" onClick={() => setRetiring(true)}>{t`Retirar`}</Button>
      </div>
      {retiring ? (
        <Confirm title={t`Retirar ${account.name}`} deed={t`Retirar la cuenta`} danger onConfirm={() => change("retired")} onClose={() => setRetiring(false)}>
          <p>{t`Nada más llega ni sale por ella. Los casos y su historia quedan.`}</p>
        </Confirm>
      ) : null}
    </Section>
  );
}
