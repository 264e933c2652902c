import { plural, t } from "@lingui/core/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CaseBehind, ReportMeasure, ReportPart } from "~/client/contract/reportsEndpoints";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Dialog } from "~/kit/Dialog";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { exactMoment, moment, nameOf } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { nameWords } from "~/kit/nameWords";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { partWords } from "./cutWords";
import { amountWords } from "~/kit/amountWords";
import { spanOf } from "./figureWords";
import { casesBehindQuery, type Opened } from "./queries";
import css from "./Reports.module.css";

/** The rows behind a number: exactly as many as it says. Each leads to its case. */
export function CasesDialog({ opened, measure, onPart, onClose }: { opened: Opened; measure: ReportMeasure; onPart: (part: ReportPart) => void; onClose: () => void }) {
  const found = useInfiniteQuery(casesBehindQuery(opened));
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total ?? 0;
  return (
    <Dialog title={measure.name} wide onClose={onClose}>
      <div className={css.parts} role="group" aria-label={t`Qué se lista`}>
        {measure.parts.map((part) => (
          <Button key={part} look="bare" aria-pressed={part === opened.part} onClick={() => onPart(part)}>
            {partWords(part, measure.beside_name)}
          </Button>
        ))}
      </div>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <Failing what={t`No se pudieron cargar los casos`} why={problemWords(found.error)} onRetry={() => void found.refetch()} /> : null}
      {found.data ? (
        <>
          <p className={css.ground} role="status">
            {plural(total, { one: "# fila", many: "# de filas", other: "# filas" })}
          </p>
          <DataTable label={measure.name} columns={columnsOf(measure, rows)} rows={rows} keyOf={(row) => `${row.number} ${row.at} ${row.reason} ${row.agent} ${row.seconds}`} dense empty={<Empty words={t`Ninguno en este periodo.`} />} />
          {found.hasNextPage ? (
            <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t`Mostrar más`}
            </Button>
          ) : null}
        </>
      ) : null}
    </Dialog>
  );
}

/** What was predicted of a case: points of a guess. */
const predicted = (): Column<CaseBehind> => ({ id: "score", head: t`Previsto`, align: "end", cell: (row) => (row.score === null ? "" : t`${row.score} de 100`) });

/** The columns of a measure's rows: no column that could hold nothing. */
function columnsOf(measure: ReportMeasure, rows: readonly CaseBehind[]): Column<CaseBehind>[] {
  const columns: Column<CaseBehind>[] = [
    {
      id: "case",
      head: t`Caso`,
      width: "80px",
      cell: (row) =>
        row.case_id ? (
          <Link to="/cases/$view/$caseId" params={{ view: "all", caseId: row.case_id }} className={css.caseLink}>
            {`#${row.number}`}
          </Link>
        ) : (
          row.number > 0 ? `#${row.number}` : t`sin caso`
        ),
    },
    { id: "who", head: t`Contacto`, cell: (row) => (row.case_id ? nameWords(row.contact_name) : row.number > 0 ? t`Fuera de alcance` : "") },
    { id: "subject", head: t`Asunto`, cell: (row) => <span className={css.subject}>{row.subject}</span> },
  ];
  if (measure.by.includes("agent")) columns.push({ id: "agent", head: t`Agente`, cell: (row) => row.agent });
  columns.push({ id: "at", head: t`Cuándo`, width: "80px", cell: (row) => <time dateTime={row.at} title={exactMoment(row.at)}>{moment(row.at, now())}</time> });
  if (measure.key === "answered_in_time" || measure.kind === "quantiles" && measure.parts.includes("counted")) {
    columns.push({ id: "country", head: t`País`, cell: (row) => (row.country ? nameOf("region", row.country) : "") });
    columns.push({ id: "promised", head: t`Meta local`, align: "end", cell: (row) => (row.promised === null ? "" : spanOf(row.promised)) });
  }
  if (["quantiles", "mean", "ratio", "sum"].includes(measure.kind)) {
    columns.push({ id: "what", head: t`Tiempo`, align: "end", cell: (row) => (row.seconds === null ? "" : spanOf(row.seconds)) });
  } else if (measure.kind === "money") {
    columns.push({ id: "why", head: t`Categoría`, cell: (row) => row.reason });
    columns.push({ id: "what", head: t`Importe`, align: "end", cell: (row) => (row.amount === null ? t`sin tarifa` : amountWords(row.amount, row.currency)) });
  } else if (measure.kind === "stars") {
    columns.push({ id: "what", head: t`Estrellas`, align: "end", cell: (row) => (row.stars === null ? "" : `${row.stars} ★`) });
  } else if (measure.kind === "score") {
    columns.push(predicted());
  } else if (measure.kind === "share") {
    if (rows.some((row) => row.score !== null)) columns.push(predicted());
    columns.push({ id: "what", head: t`Se cuenta`, align: "end", cell: (row) => (row.counted ? t`sí` : t`no`) });
  } else if (measure.by.includes("reason")) {
    columns.push({ id: "what", head: t`Motivo`, align: "end", cell: (row) => row.reason });
  }
  return columns;
}
