import { plural, t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ModelCard, ModelVersion, ModelsStanding } from "~/client/contract/learningEndpoints";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { count, exactMoment, moment, nameOf, percent } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { Notice } from "~/kit/Notice";
import { useNow } from "~/kit/now";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { learningQuery, modelsQuery } from "~/rooms/intelligence/learning/queries";
import { worthWords } from "./Versions";

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
          <OwnModels />
          <Section title={t`Satisfacción prevista de un caso`}>
            <p>{t`Son razones que se muestran en cada caso: parte de 72 puntos y suma o quita por enojo, esperas o agradecimientos. Una sola se aprendió, cómo toma el contacto lo que se le dijo, de pares de respuesta y reacción escritos para eso.`}</p>
            <p>{scaleWords(query.data.satisfaction, now)}</p>
          </Section>
          <Section title={t`De qué aprendieron los que vienen con Trato`}>
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

/** The models that this workspace taught: the version that predicts, since when, of how many examples, how good. */
function OwnModels() {
  const { data } = useQuery(learningQuery);
  const rows = data?.versions.filter((one) => one.is_champion) ?? [];
  return (
    <Section
      stacked
      title={t`Lo que se aprendió aquí`}
      hint={t`De casos que etiquetaron y tipificaron las personas de este espacio de trabajo y, mientras son pocos, de los mensajes de las etiquetas de partida. Guardan números, no palabras. Lo que dicen de un caso es una sugerencia hasta que está probado.`}
    >
      <DataTable dense label={t`Lo que se aprendió aquí`} columns={ownColumns()} rows={rows} keyOf={(one) => one.id} empty={<Empty words={t`Todavía nada: con diez casos etiquetados por personas empieza el primer aprendizaje.`} />} />
      <p>
        <Link to="/admin/$section" params={{ section: "learning" }}>{t`Ver etiqueta por etiqueta y las versiones anteriores`}</Link>
      </p>
    </Section>
  );
}

function ownColumns(): Column<ModelVersion>[] {
  return [
    { id: "name", head: t`Qué dice`, cell: (one) => (one.name === "tags" ? t`Etiquetas` : t`Tipificación`) },
    { id: "version", head: t`Versión`, align: "end", cell: (one) => one.version },
    { id: "made", head: t`Fecha`, cell: (one) => exactMoment(one.made_at) },
    { id: "lessons", head: t`Ejemplos`, align: "end", cell: (one) => count(one.lessons) },
    { id: "worth", head: t`Acierto medio (F1)`, align: "end", cell: worthWords },
  ];
}

function scaleWords(scale: ModelsStanding["satisfaction"], now: number): string {
  if (scale === null) return t`Ninguna encuesta la ha corregido todavía: con treinta respuestas se calibra.`;
  const before = count(scale.error_before);
  if (!scale.used) return t`Con ${count(scale.answers)} respuestas de encuestas la calibración no la mejoraba: se aparta ${before} puntos en promedio de lo que dicen las personas.`;
  return t`Calibrada con ${count(scale.answers)} respuestas de encuestas (${moment(scale.at, now)}): se apartaba ${before} puntos en promedio y ahora ${count(scale.error_after)}.`;
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
