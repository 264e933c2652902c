import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { fileSize, moment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { now } from "~/kit/now";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { useMay } from "~/rooms/access/useMay";
import { tokenWords } from "~/rooms/channels/healthWords";
import { needsAttentionQuery } from "~/rooms/console/needsAttentionQuery";
import { deadWords, reactionWords } from "~/rooms/console/needsAttentionWords";
import css from "./AccountsPage.module.css";
import { AccountTroubles } from "./AccountTroubles";
import { BudgetAlarms } from "./BudgetAlarms";

/** What stands still until a person looks: nothing here is lost. */
export function AttentionPage() {
  const cache = useQueryClient();
  const may = useMay()("needs_attention.manage");
  const queue = useQuery(needsAttentionQuery);
  const refresh = () => cache.invalidateQueries({ queryKey: needsAttentionQuery.queryKey });
  const replay = useMutation({ mutationFn: (id: number) => call("POST /needs-attention/{id}/replay", { path: { id: String(id) }, body: {} }), onSuccess: refresh });
  const retry = useMutation({
    mutationFn: (one: { seq: number; reaction: string }) =>
      call("POST /needs-attention/reactions/{id}/{reaction}/retry", { path: { id: String(one.seq), reaction: one.reaction }, body: {} }),
    onSuccess: refresh,
  });
  const error = replay.error ?? retry.error;
  return (
    <Page wide title={t`Requiere atención`} lede={t`Lo que se detuvo y espera a una persona. Nada de esto se perdió.`}>
      {error ? <Failing what={t`No se hizo`} why={problemWords(error)} /> : null}
      <Loaded query={queue}>
        {({ deliveries, reactions, accounts, tokens, approvals, unreached, faulty, budgets }) =>
          deliveries.length + reactions.length + accounts.length + tokens.length + approvals.length + unreached.length + faulty.length + budgets.length === 0 ? (
            <Empty words={t`Nada espera. Lo que se detenga aparece aquí.`} />
          ) : (
            <>
              {accounts.length > 0 ? (
                <Section stacked title={t`Cuentas rotas (${accounts.length})`} hint={t`El proveedor rechazó sus credenciales: no sale nada por ellas.`}>
                  <DataTable
                    label={t`Cuentas rotas`}
                    rows={accounts}
                    keyOf={(one) => one.id}
                    columns={[
                      { id: "name", head: t`Cuenta`, cell: (one) => one.name },
                      { id: "why", head: t`Código`, cell: (one) => one.reason || "–" },
                      {
                        id: "deed",
                        head: t`Remedio`,
                        cell: (one) => (
                          <Link className={css.link} to="/admin/$section/$item" params={{ section: "accounts", item: one.id }}>
                            {t`Comprobar y renovar`}
                          </Link>
                        ),
                      },
                    ]}
                  />
                </Section>
              ) : null}
              <AccountTroubles approvals={approvals} unreached={unreached} faulty={faulty} />
              {tokens.length > 0 ? (
                <Section stacked title={t`Tokens por vencer o vencidos (${tokens.length})`} hint={t`Vencido el token, no sale ni entra nada por la cuenta. Se avisa 14, 7 y 1 días antes a quienes administran el canal.`}>
                  <DataTable
                    label={t`Tokens por vencer`}
                    rows={tokens}
                    keyOf={(one) => one.id}
                    columns={[
                      { id: "name", head: t`Cuenta`, cell: (one) => one.name },
                      {
                        id: "end",
                        head: t`Token`,
                        cell: (one) => <Chip tone={one.warning === 0 ? "breached" : "approaching"}>{tokenWords({ token_ends_at: one.ends_at, token_warning: one.warning }, now())}</Chip>,
                      },
                      {
                        id: "deed",
                        head: t`Remedio`,
                        cell: (one) => (
                          <Link className={css.link} to="/admin/$section/$item" params={{ section: "accounts", item: one.id }}>
                            {t`Comprobar y renovar`}
                          </Link>
                        ),
                      },
                    ]}
                  />
                </Section>
              ) : null}
              {budgets.length > 0 ? <BudgetAlarms budgets={budgets} /> : null}
              {deliveries.length > 0 ? (
                <Section stacked title={t`Entregas que no se pudieron leer (${deliveries.length})`} hint={t`Sus bytes están guardados. Releer sirve después de arreglar la causa.`}>
                  <DataTable
                    dense
                    label={t`Entregas que no se pudieron leer`}
                    rows={deliveries}
                    keyOf={(one) => String(one.id)}
                    columns={[
                      { id: "account", head: t`Cuenta`, cell: (one) => one.account },
                      { id: "at", head: t`Llegó`, cell: (one) => moment(one.received_at, now()) },
                      { id: "why", head: t`Por qué`, cell: (one) => <span title={one.error}>{deadWords(one.error)}</span> },
                      { id: "size", head: t`Tamaño`, align: "end", cell: (one) => fileSize(one.size) },
                      { id: "tries", head: t`Intentos`, align: "end", cell: (one) => one.attempts },
                      {
                        id: "again",
                        head: t`Releer`,
                        unseen: true,
                        cell: (one) => (may ? <Button look="bare" disabled={replay.isPending} onClick={() => replay.mutate(one.id)}>{t`Releer`}</Button> : null),
                      },
                    ]}
                  />
                </Section>
              ) : null}
              {reactions.length > 0 ? (
                <Section stacked title={t`Consecuencias que fallaron (${reactions.length})`} hint={t`Lo que debía seguir a un hecho. Se reintenta solo, hasta que se rinde.`}>
                  <DataTable
                    dense
                    label={t`Consecuencias que fallaron`}
                    rows={reactions}
                    keyOf={(one) => `${one.seq}/${one.reaction}`}
                    columns={[
                      { id: "what", head: t`Qué debía pasar`, cell: (one) => reactionWords(one.reaction) },
                      { id: "at", head: t`Cuándo`, cell: (one) => (one.occurred_at ? moment(one.occurred_at, now()) : "–") },
                      { id: "state", head: t`Estado`, cell: (one) => (one.gave_up ? t`Se rindió` : t`Se reintenta`) },
                      { id: "why", head: t`Error`, cell: (one) => one.error },
                      { id: "tries", head: t`Intentos`, align: "end", cell: (one) => one.attempts },
                      {
                        id: "again",
                        head: t`Reintentar`,
                        unseen: true,
                        cell: (one) => (may && one.gave_up ? <Button look="bare" disabled={retry.isPending} onClick={() => retry.mutate(one)}>{t`Reintentar`}</Button> : null),
                      },
                    ]}
                  />
                </Section>
              ) : null}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
