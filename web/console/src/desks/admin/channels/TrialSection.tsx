import { t } from "@lingui/core/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { AdminAccount, ChannelKind } from "~/client/contract/connecting";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { saidWords } from "~/rooms/channels/saidWords";
import css from "./AccountsPage.module.css";

const LOOKS = 1_500;

/** A message there and one back, by the same road as all others. */
export function TrialSection({ account, kind }: { account: AdminAccount; kind: ChannelKind }) {
  const [since, setSince] = useState<string | null>(null);
  const trial = useQuery({
    queryKey: ["channels", "trial", account.id, since],
    queryFn: ({ signal }) => call("GET /channels/accounts/{id}/trial", { path: { id: account.id }, query: { since: since ?? "" }, signal }),
    enabled: since !== null,
    refetchInterval: (query) => (query.state.data ? false : LOOKS),
  });
  const came = trial.data ?? null;
  const answer = useMutation({
    mutationFn: (to: NonNullable<typeof came>) =>
      call("POST /conversations/{id}/messages", {
        path: { id: to.conversation_id },
        body: {
          id: uuid7(), case_id: to.case_id ?? "", purpose: "reply", text: t`Prueba de Trato: llegó y se contesta.`, attachments: [],
          template: null, subject: null, to: [], copied: [], blind: [], reply_to: null, sources: [], compose: null, undo_seconds: 0,
        },
      }),
  });
  return (
    <Section title={t`Mensaje de prueba`} hint={t`Ida y vuelta, por el mismo camino que todos.`}>
      {since === null ? (
        <div className={css.row}>
          <Button onClick={() => setSince(new Date(now() - 5_000).toISOString())}>{t`Empezar la prueba`}</Button>
        </div>
      ) : (
        <ol className={css.needs}>
          <li>{saidWords(kind.write_to, { external_id: account.external_id })}</li>
          <li role="status">
            {came ? t`Llegó.` : t`Esperando el mensaje…`} {came?.text ? <q>{came.text}</q> : null}
          </li>
          {came?.case_id ? (
            <li>
              {answer.isSuccess ? (
                <span role="status">
                  {t`Contestado. Ver que llegó del otro lado, o`}{" "}
                  <Link className={css.link} to="/cases/$view/$caseId" params={{ view: "all", caseId: came.case_id }}>
                    {t`abrir el caso`}
                  </Link>
                </span>
              ) : (
                <Button disabled={answer.isPending} onClick={() => answer.mutate(came)}>{t`Contestar la prueba`}</Button>
              )}
            </li>
          ) : null}
        </ol>
      )}
      {trial.error ? <Failing what={t`No se pudo mirar si llegó`} why={problemWords(trial.error)} /> : null}
      {answer.error ? <Failing what={t`La respuesta no salió`} why={problemWords(answer.error)} /> : null}
    </Section>
  );
}
