import { t } from "@lingui/core/macro";
import type { ImportDetail, ImportKind, ImportOutcome } from "~/client/contract/importsEndpoints";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { count } from "~/kit/formats";
import { Progress } from "~/kit/Progress";
import { Section } from "~/kit/Section";
import { kindWords, outcomeWords, progressWords } from "./importWords";
import { isGoing } from "./queries";

const OUTCOMES: ImportOutcome[] = ["created", "joined", "updated", "same", "refused"];
const KINDS: ImportKind[] = ["organisation", "contact", "conversation", "message", "note", "tag", "canned", "article"];

/** What an import brought, or would bring: how much of each kind, and each problem with its row and remedy. */
export function ImportReport({ detail: { run, problems } }: { detail: ImportDetail }) {
  const rows = KINDS.filter((kind) => run.counts[kind]);
  const columns: Column<ImportKind>[] = [
    { id: "kind", head: t`Qué`, cell: (kind) => kindWords(kind) },
    ...OUTCOMES.map((outcome): Column<ImportKind> => ({ id: outcome, head: outcomeWords(outcome), align: "end", cell: (kind) => count(run.counts[kind]?.[outcome] ?? 0) })),
  ];
  return (
    <>
      {isGoing(run.state) ? <Progress label={progressWords(run)} done={run.done} of={run.of} /> : null}
      {run.why ? <Failing what={t`La importación se detuvo`} why={run.why} /> : null}
      <Section stacked title={run.dry ? t`Lo que entraría` : t`Lo que entró`}>
        <DataTable label={t`Registros por clase`} rows={rows} keyOf={(kind) => kind} columns={columns} empty={<Empty words={t`Nada todavía.`} />} />
      </Section>
      <Section stacked title={t`Problemas`} hint={run.problems > problems.length ? t`Los primeros ${count(problems.length)} de ${count(run.problems)}.` : undefined}>
        <DataTable
          label={t`Problemas`}
          rows={problems}
          keyOf={(one) => String(one.n)}
          empty={<Empty words={t`Ninguno.`} />}
          columns={[
            { id: "place", head: t`Dónde`, cell: (one) => one.place },
            { id: "words", head: t`Qué pasa y qué ayuda`, cell: (one) => one.words },
            { id: "refused", head: t`Entra`, cell: (one) => (one.refused ? t`no` : t`sí`) },
          ]}
        />
      </Section>
    </>
  );
}
