import { plural, t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { ModelCard, ModelsStanding } from "~/client/contract/learningEndpoints";
import { type Column, DataTable } from "~/kit/DataTable";
import { Failing } from "~/kit/Failing";
import { count, moment, nameOf, percent } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { Notice } from "~/kit/Notice";
import { useNow } from "~/kit/now";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { modelsQuery } from "~/rooms/intelligence/learning/queries";

/** The models at work: what each learned from, how good it is where, what it cannot do, and whether it keeps up. */
export function ModelsPage() {
  const query = useQuery(modelsQuery);
  const now = useNow(10_000);
  return (
    <Page wide title={t`Modelos`} lede={t`Corren en esta misma máquina, sin nube. Aquí está de qué aprendió cada uno, cuánto acierta en cada idioma y qué no sabe.`}>
      {query.isPending ? <Loading rows={6} /> : null}
      {query.isError ? <Failing what={t`No se pudo cargar`} why={problemWords(query.error)} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <>
          <p>{standingWords(query.data, now)}</p>
          {query.data.full ? null : <Notice tone="approaching">{t`Falta el codificador en esta instalación: se entiende solo por las letras y las palabras, y se acierta menos.`}</Notice>}
          <Section stacked title={t`Lo que viene con Trato`} hint={t`Acierto (F1 promedio) con mensajes de autores que no vio; entre paréntesis, con mensajes escritos de otra manera.`}>
            <DataTable dense label={t`Modelos`} columns={columns()} rows={query.data.cards} keyOf={(one) => one.name} />
          </Section>
          <Section title={t`De qué aprendieron`}>
            <p>{t`De mensajes inventados por quienes hacen Trato, escritos a mano y compuestos, con licencia Apache-2.0. Ninguno es de una persona.`}</p>
          </Section>
          <Section title={t`Límites`}>
            <p>{t`Lo escrito a mano es más limpio y más corto que la vida. Hay español de veinte países, más portugués de Brasil que de Portugal y menos inglés. La ironía y la jerga se les escapan a menudo. Antes de dejar que decidan solos, conviene mirarlos con los mensajes propios.`}</p>
          </Section>
        </>
      ) : null}
    </Page>
  );
}

function standingWords(one: ModelsStanding, now: number): string {
  if (one.last_at === null) return t`Todavía no se entendió ningún mensaje. El primero que llegue se entiende un instante después.`;
  const when = moment(one.last_at, now);
  const seconds = Math.round(one.behind);
  const put =
    one.put_off > 0
      ? plural(one.put_off, { one: "# mensaje quedó para después, cuando haya calma.", many: "# mensajes quedaron para después, cuando haya calma.", other: "# mensajes quedaron para después, cuando haya calma." })
      : t`Ninguno quedó para después.`;
  if (one.waiting === 0) return t`Al día: último mensaje entendido, ${when}. ${put}`;
  const waiting = plural(one.waiting, { one: "# mensaje espera", many: "# mensajes esperan", other: "# mensajes esperan" });
  return t`${waiting}; el más viejo, hace ${seconds} s. ${put}`;
}

const SAYS: Record<ModelCard["name"], () => string> = {
  kind: () => t`De qué se trata`,
  engageable: () => t`Si pide respuesta`,
  sentiment: () => t`Cómo suena`,
  offensive: () => t`Si ofende`,
  urgency: () => t`Urgencia`,
  needs_human: () => t`Si hace falta una persona`,
  lang: () => t`En qué idioma está`,
};

function columns(): Column<ModelCard>[] {
  return [
    { id: "name", head: t`Qué dice`, cell: (one) => SAYS[one.name]() },
    ...["es", "pt", "en"].map((lang) => ({ id: lang, head: nameOf("language", lang), align: "end" as const, cell: (one: ModelCard) => figure(one, lang) })),
    { id: "error", head: t`Error de calibración`, align: "end", cell: (one) => (one.error === null ? "–" : percent(one.error, 1)) },
    { id: "messages", head: t`Mensajes`, align: "end", cell: (one) => (one.messages ? count(one.messages) : "–") },
    { id: "date", head: t`Fecha`, align: "end", cell: (one) => one.date || "–" },
  ];
}

function figure(one: ModelCard, lang: string): string {
  const held = one.held_out[lang];
  const other = one.other_manner[lang];
  if (held === null || held === undefined) return "–";
  return other === null || other === undefined ? percent(held) : `${percent(held)} (${percent(other)})`;
}
