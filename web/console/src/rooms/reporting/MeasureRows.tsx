import { t } from "@lingui/core/macro";
import type { Report, ReportMeasure, ToldMeasure } from "~/client/contract/reportsEndpoints";
import type { TriageQuery } from "~/client/contract/triage";
import { type Column, DataTable } from "~/kit/DataTable";
import { count } from "~/kit/formats";
import { DayLine } from "./DayLine";
import { AsideLine } from "./AsideLine";
import { businessWords, changeWords, figureWords, groundWords, promisedWords, reasonFigure, targetWords } from "./figureWords";
import { HowButton } from "./HowButton";
import { NumberButton } from "./NumberButton";
import css from "./Reports.module.css";

interface Row {
  measure: ReportMeasure;
  told: ToldMeasure;
}

/** The measures of one group: each with what it stands on, what it was before, and its days. */
export function MeasureRows({ title, report, keys, triage, onOpen }: Props) {
  const rows = keys.flatMap((key) => {
    const measure = report.measures.find((one) => one.key === key);
    const told = report.told.find((one) => one.key === key);
    return measure && told ? [{ measure, told }] : [];
  });
  const columns: Column<Row>[] = [
    {
      id: "name",
      head: t`Medida`,
      width: "30%",
      cell: ({ measure }) => (
        <span className={css.named}>
          {measure.name}
          <HowButton measure={measure} />
        </span>
      ),
    },
    {
      id: "value",
      head: t`Valor`,
      align: "end",
      width: "14%",
      cell: ({ measure, told }) => (
        <NumberButton words={figureWords(measure, told.now)} name={measure.name} n={told.now.n} onOpen={measure.parts.length > 0 ? () => onOpen(measure.key) : null} />
      ),
    },
    {
      id: "ground",
      head: t`De qué se cuenta`,
      cell: ({ measure, told }) => (
        <span className={css.ground}>
          {[groundWords(measure, told.now), told.now.beside ? `${count(told.now.beside)} ${measure.beside_name}` : "", targetWords(measure)].filter(Boolean).join(" · ")}
          <AsideLine measure={measure.key} report={report} triage={triage} />
          {told.reasons.length > 0 ? <span className={css.reasons}>{told.reasons.map((one) => `${one.name} ${reasonFigure(measure, one.figures[measure.key])}`).join(" · ")}</span> : null}
          {promisedWords(measure, told.now) ? <span className={css.reasons}>{promisedWords(measure, told.now)}</span> : null}
          {businessWords(told.now) ? <span className={css.reasons}>{businessWords(told.now)}</span> : null}
        </span>
      ),
    },
    {
      id: "before",
      head: t`Periodo anterior`,
      width: "16%",
      cell: ({ measure, told }) => (
        <span className={css.ground}>
          {figureWords(measure, told.before)}
          <span className={css.reasons}>{changeWords(measure, told.now.value, told.before.value)}</span>
        </span>
      ),
    },
    {
      id: "days",
      head: t`Por tramo`,
      width: "140px",
      cell: ({ measure, told }) => (
        <DayLine
          values={told.stretches.map((one) => one.value)}
          target={measure.at_least ?? measure.at_most}
          label={t`${measure.name} por tramo: ${told.stretches.map((one) => figureWords(measure, one)).join(", ")}`}
        />
      ),
    },
  ];
  return <DataTable label={title} columns={columns} rows={rows} keyOf={(row) => row.measure.key} dense />;
}

interface Props {
  title: string;
  report: Report;
  keys: readonly string[];
  /** Where what was set aside in these days is listed; null for who may not see it, or where it cannot be narrowed so. */
  triage: TriageQuery | null;
  onOpen: (measure: string) => void;
}
