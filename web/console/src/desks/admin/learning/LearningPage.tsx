import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Learning } from "~/client/contract/learningEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { useDoing } from "~/kit/deed";
import { Failing } from "~/kit/Failing";
import { percent } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Progress } from "~/kit/Progress";
import { Refusal } from "~/kit/Refusal";
import { Section } from "~/kit/Section";
import { Switch } from "~/kit/Switch";
import { learningQuery } from "~/rooms/intelligence/learning/queries";
import { Advice, type Reshape } from "./Advice";
import { StarterOffer } from "./StarterOffer";
import { JoinDialog } from "./JoinDialog";
import { PartDialog } from "./PartDialog";
import { TagStandings } from "./TagStandings";
import { Versions } from "./Versions";

/** How the machine learns from people's tags: each tag, what to merge and to split, what drifts, and the versions. */
export function LearningPage() {
  const query = useQuery(learningQuery);
  const cache = useQueryClient();
  const { perform } = useDoing();
  const [asked, setAsked] = useState<Reshape | null>(null);
  const then = (now: Learning) => cache.setQueryData(learningQuery.queryKey, now);
  const tags = query.data?.learners.find((one) => one.name === "tags");
  const automatic = (on: boolean) => call("PUT /learning/{name}/automatic", { path: { name: "tags" }, body: { on } });
  const setAutomatic = (on: boolean) =>
    void perform({ said: on ? t`Lo seguro se etiqueta solo` : t`Nada se etiqueta solo`, run: () => automatic(on), undo: () => automatic(!on).then(then), then });
  const fit = () =>
    void perform({ said: t`Aprendizaje pedido`, run: () => call("POST /learning/{name}/fit", { path: { name: "tags" }, body: {} }), undo: null, then });
  const choose = (id: string, version: number) =>
    void perform({ said: t`Ahora predice la versión ${version}`, run: () => call("POST /learning/models/{id}/choose", { path: { id }, body: {} }), undo: null, then });
  return (
    <Page
      wide
      title={t`Etiquetado automático`}
      lede={t`Aprende de lo que las personas etiquetan y corrigen. Solo etiqueta por su cuenta lo que está probado; lo demás lo sugiere.`}
      deeds={<Button onClick={fit} disabled={tags?.progress !== null}>{t`Aprender ahora`}</Button>}
    >
      <Refusal />
      {query.isPending ? <Loading rows={6} /> : null}
      {query.isError ? <Failing what={t`No se pudo cargar`} why={problemWords(query.error)} onRetry={() => void query.refetch()} /> : null}
      {query.data && tags ? (
        <>
          {tags.progress === null ? null : <Progress label={t`Aprendiendo`} done={tags.progress} of={100} />}
          <Switch
            label={t`Etiquetar solo lo que está probado`}
            hint={t`Apagado, todo se sugiere y nada se pone. Lo que ya se puso queda.`}
            on={tags.automatic}
            onChange={setAutomatic}
          />
          {query.data.tags.length === 0 ? <StarterOffer /> : null}
          <Section stacked title={t`Etiquetas`} hint={`${untypedWords(query.data)}. ${driftWords(query.data)}`}>
            <TagStandings rows={query.data.tags} onJoin={(one, other) => setAsked({ deed: "join", one, other })} />
          </Section>
          {query.data.merge.length + query.data.split.length > 0 ? <Advice learning={query.data} onAsk={setAsked} /> : null}
          {asked?.deed === "join" ? <JoinDialog one={asked.one} other={asked.other} onClose={() => setAsked(null)} /> : null}
          {asked?.deed === "part" ? <PartDialog id={asked.one} onClose={() => setAsked(null)} /> : null}
          <Section stacked title={t`Versiones`} hint={t`Una versión nueva predice solo si no es peor que la anterior con casos que ninguna vio.`}>
            <Versions rows={query.data.versions} onChoose={choose} />
          </Section>
        </>
      ) : null}
    </Page>
  );
}

function untypedWords(one: Learning): string {
  if (one.untyped === null) return t`En 7 días no llegó ningún caso que etiquetar`;
  const now = percent(one.untyped);
  return one.untyped_before === null ? t`Casos sin etiqueta en 7 días: ${now}` : t`Casos sin etiqueta en 7 días: ${now}; en los 28 anteriores: ${percent(one.untyped_before)}`;
}

function driftWords({ drift }: Learning): string {
  if (drift === null) return t`Si cambió lo que se escribe se sabrá con cinco semanas de mensajes.`;
  return drift.is_beyond
    ? t`Lo que se escribe cambió: los últimos 7 días se apartan de las cuatro semanas anteriores ${String(drift.times)} veces lo habitual. Conviene revisar las etiquetas y aprender de nuevo.`
    : t`Lo que se escribe en los últimos 7 días se parece a las cuatro semanas anteriores.`;
}
