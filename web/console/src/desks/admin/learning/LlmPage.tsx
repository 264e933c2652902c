import { plural, t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { LlmCall, LlmView } from "~/client/contract/llmEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { type Column, DataTable } from "~/kit/DataTable";
import { Failing } from "~/kit/Failing";
import { clockTime, count, money, moment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Notice } from "~/kit/Notice";
import { useNow } from "~/kit/now";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Progress } from "~/kit/Progress";
import { Section } from "~/kit/Section";
import { meQuery } from "~/rooms/access/queries";
import { MANNERS, mannerWords } from "~/rooms/intelligence/llm/mannerWords";
import { llmQuery } from "~/rooms/intelligence/llm/queries";
import { llmUseWords, troubleWords } from "~/rooms/intelligence/llm/troubleWords";
import { LlmForm } from "./LlmForm";
import css from "./LlmPage.module.css";

/** A language model outside the house: what it gets to see, what it may do, what it cost, and whether it answers. */
export function LlmPage() {
  const query = useQuery(llmQuery);
  return (
    <Page
      title={t`Modelo de lenguaje`}
      lede={t`Es opcional. Propone otra redacción de una respuesta, resume un caso al pasarlo y nombra temas. Nunca envía nada: lo decide una persona, y la pantalla dice qué hizo el modelo.`}
    >
      <Loaded query={query} rows={6}>
        {(view) => (
          <>
            <Section stacked title={t`Qué sale de aquí`} hint={t`Los datos personales y los enlaces se cambian por huecos antes de salir, y vuelven a su sitio en la respuesta. Lo que traiga datos, enlaces o cifras que no estaban se descarta.`}>
              <div className={css.pair}>
                <figure>
                  <figcaption>{t`Lo que se escribió`}</figcaption>
                  <blockquote>{view.example.written}</blockquote>
                </figure>
                <figure>
                  <figcaption>{t`Lo que sale`}</figcaption>
                  <blockquote>{view.example.sent}</blockquote>
                </figure>
              </div>
            </Section>
            {view.settings ? <Standing view={view} /> : <Notice>{t`No hay ninguno conectado: todo funciona con lo que corre en esta máquina.`}</Notice>}
            <LlmForm view={view} />
            {view.settings ? <Calls view={view} /> : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ view }: { view: LlmView }) {
  const cache = useQueryClient();
  const [dropping, setDropping] = useState(false);
  const trial = useMutation({
    mutationFn: () => call("POST /llm/trial", { body: {} }),
    onSuccess: ({ standing }) => cache.setQueryData(llmQuery.queryKey, standing),
  });
  const { settings, spent, standing } = view;
  if (!settings) return null;
  const calls = plural(spent.calls, { one: "# llamada", many: "# de llamadas", other: "# llamadas" });
  const ended = spent.tokens >= settings.month_tokens;
  const seconds = tenths(trial.data?.seconds ?? 0);
  return (
    <Section
      title={t`Cómo va`}
      deeds={
        <>
          <Button onClick={() => trial.mutate()} disabled={trial.isPending}>
            {trial.isPending ? t`Probando…` : t`Probar la conexión`}
          </Button>
          <Button look="bare" onClick={() => setDropping(true)}>{t`Quitar el modelo`}</Button>
        </>
      }
    >
      <div role="status">
        {trial.data ? (
          trial.data.trouble ? (
            <Notice tone="breached">{troubleWords(trial.data.trouble)}</Notice>
          ) : (
            <Notice>{t`Respondió en ${seconds} s.`}</Notice>
          )
        ) : null}
      </div>
      {trial.error ? <Failing what={t`No se pudo probar`} why={problemWords(trial.error)} onRetry={() => trial.mutate()} /> : null}
      <p>{standingWords(view)}</p>
      {standing.failures > 0 && standing.trouble ? <p>{troubleWords(standing.trouble)}</p> : null}
      <Progress label={t`Este mes: ${count(spent.tokens)} de ${count(settings.month_tokens)} tokens, en ${calls}`} done={Math.min(spent.tokens, settings.month_tokens)} of={settings.month_tokens} />
      {settings.month_money ? (
        <Progress
          label={t`Este mes: ${money(spent.money, settings.currency)} de ${money(settings.month_money, settings.currency)}`}
          done={Math.min(Number(spent.money), Number(settings.month_money))}
          of={Number(settings.month_money)}
        />
      ) : null}
      {ended ? <Notice tone="approaching">{troubleWords("budget")}</Notice> : null}
      {dropping ? (
        <Confirm title={t`Quitar el modelo`} deed={t`Quitar`} danger onConfirm={() => call("DELETE /llm", {}).then(() => Promise.all([llmQuery, meQuery].map(({ queryKey }) => cache.invalidateQueries({ queryKey }))))} onClose={() => setDropping(false)}>
          <p>{t`Se olvidan su dirección y su clave. Lo que hizo sigue dicho donde está, y lo gastado también.`}</p>
        </Confirm>
      ) : null}
    </Section>
  );
}

function standingWords({ standing }: LlmView): string {
  if (standing.rests_until) return t`Descansa hasta las ${clockTime(standing.rests_until)}: falló varias veces seguidas. Mientras, todo sigue sin él.`;
  if (standing.failures === 0) return t`Responde, hasta donde se sabe.`;
  return plural(standing.failures, { one: "Falló # vez seguida.", many: "Falló # de veces seguidas.", other: "Falló # veces seguidas." });
}

function Calls({ view }: { view: LlmView }) {
  const now = useNow(10_000);
  const currency = view.settings?.currency ?? "USD";
  const columns: Column<LlmCall>[] = [
    { id: "at", head: t`Cuándo`, cell: (one) => moment(one.at, now) },
    { id: "use", head: t`Para qué`, cell: askedWords },
    { id: "model", head: t`Modelo`, cell: (one) => one.model },
    { id: "tokens", head: t`Tokens`, align: "end", cell: (one) => count(one.tokens) },
    { id: "money", head: t`Costo`, align: "end", cell: (one) => (Number(one.money) ? money(one.money, currency) : "–") },
    { id: "came", head: t`Qué salió`, cell: cameWords },
  ];
  return (
    <Section stacked title={t`Las últimas llamadas`} hint={t`Sin sus textos: no se guardan.`}>
      <DataTable dense label={t`Las últimas llamadas`} columns={columns} rows={view.calls} keyOf={(one) => one.id} empty={t`Ninguna todavía.`} />
    </Section>
  );
}

function cameWords(one: LlmCall): string {
  if (one.trouble) return troubleWords(one.trouble);
  if (!one.ended_at) return t`En camino, o se cortó: cuenta como gastada`;
  const seconds = tenths(one.seconds ?? 0);
  return t`Respondió en ${seconds} s.`;
}

function askedWords(one: LlmCall): string {
  const use = llmUseWords(one.use);
  const manner = MANNERS.find((each) => each === one.manner);
  return manner ? `${use} · ${mannerWords(manner)}` : use;
}

const tenths = (seconds: number) => count(Math.round(seconds * 10) / 10);
