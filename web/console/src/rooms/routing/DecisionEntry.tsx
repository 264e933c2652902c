import { t } from "@lingui/core/macro";
import type { Candidate, Decision, Factor } from "~/client/contract/whyEndpoints";
import { type Column, DataTable } from "~/kit/DataTable";
import { count, longSpan, moment } from "~/kit/formats";
import { useNow } from "~/kit/now";
import { CountedPeople } from "./CountedPeople";
import css from "./Why.module.css";
import { againstWords, decisionWords, factorWords } from "./whyWords";

/** One decision: who, when, after how long, and, folded away, everybody who was considered and every point. */
export function DecisionEntry({ one, open }: { one: Decision; open: boolean }) {
  const now = useNow(10_000);
  const waited = one.waited_seconds === null ? "" : t`tras ${longSpan(one.waited_seconds * 1000)} en la cola`;
  const where = [one.queue, waited].filter(Boolean).join(", ");
  const points = Object.entries(one.factors) as [Factor, number][];
  return (
    <details className={css.decision} open={open}>
      <summary>
        <strong>{decisionWords(one)}</strong>
        <span>{`${moment(one.at, now)}${where ? ` · ${where}` : ""}`}</span>
      </summary>
      {one.sticky && !one.sticky.honoured ? <p>{t`Antes atendió ${one.sticky.person.name}, que esta vez no pudo.`}</p> : null}
      {one.candidates.length > 0 ? (
        <DataTable dense label={t`A quién se pudo dar`} columns={columns()} rows={one.candidates} keyOf={(each) => each.person.id ?? each.person.name} />
      ) : null}
      <CountedPeople title={t`Y además`} counts={one.others} />
      {points.length > 0 ? (
        <dl className={css.points} aria-label={t`Puntos`}>
          {points.map(([factor, value]) => (
            <div key={factor}>
              <dt>{factorWords(factor)}</dt>
              <dd>{count(Math.round(value * 10) / 10)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </details>
  );
}

const columns = (): Column<Candidate>[] => [
  { id: "person", head: t`Persona`, cell: (each) => each.person.name },
  { id: "why", head: t`Por qué`, width: "55%", cell: (each) => againstWords(each) },
  { id: "cases", head: t`Casos`, align: "end", cell: (each) => count(each.cases) },
];
