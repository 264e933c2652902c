import { plural, t } from "@lingui/core/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CaseBehind, ReportMeasure, ReportPart } from "~/client/contract/reportsEndpoints";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Dialog } from "~/kit/Dialog";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { exactMoment, moment } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { partWords } from "./cutWords";
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
          <DataTable label={measure.name} columns={columnsOf(measure)} rows={rows} keyOf={(row) => `${row.number} ${row.at} ${row.reason} ${row.agent} ${row.seconds}`} dense empty={<Empty words={t`Ninguno en este periodo.`} />} />
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

function columnsOf(measure: ReportMeasure): Column<CaseBehind>[] {
  return [
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
          `#${row.number}`
        ),
    },
    { id: "who", head: t`Contacto`, cell: (row) => (row.case_id ? row.contact_name : t`Fuera de alcance`) },
    { id: "subject", head: t`Asunto`, cell: (row) => <span className={css.subject}>{row.subject}</span> },
    { id: "agent", head: t`Agente`, cell: (row) => row.agent },
    { id: "at", head: t`Cuándo`, width: "80px", cell: (row) => <time dateTime={row.at} title={exactMoment(row.at)}>{moment(row.at, now())}</time> },
    {
      id: "what",
      head: measure.kind === "quantiles" || measure.kind === "ratio" || measure.kind === "sum" ? t`Tiempo` : t`Cuenta`,
      align: "end",
      cell: (row) => (row.seconds !== null ? spanOf(row.seconds) : row.reason || (measure.kind === "share" ? (row.counted ? t`sí` : t`no`) : "")),
    },
  ];
}
