import { t } from "@lingui/core/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { AuditAsked, AuditSentence } from "~/client/contract/auditEndpoints";
import type { Id } from "~/client/contract/basics";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { exactMoment, moment } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { auditQuery } from "./auditQueries";

/** The log, the newest first, each line a sentence. */
export function AuditTable({ asked, onObject }: { asked: AuditAsked; onObject: (object: { id: Id; name: string }) => void }) {
  const found = useInfiniteQuery(auditQuery(asked));
  if (found.isPending) return <Loading rows={8} />;
  if (found.isError) return <Failing what={t`No se pudo cargar la auditoría`} why={problemWords(found.error)} onRetry={() => void found.refetch()} />;
  const rows = found.data.pages.flatMap((page) => page.lines);
  return (
    <>
      <DataTable label={t`Auditoría`} columns={columnsOf(onObject)} rows={rows} keyOf={(line) => String(line.seq)} dense empty={<Empty words={t`Nada con esas señas.`} />} />
      {found.hasNextPage ? (
        <Button className={css.end} disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t`Mostrar más`}
        </Button>
      ) : null}
    </>
  );
}

function columnsOf(onObject: (object: { id: Id; name: string }) => void): Column<AuditSentence>[] {
  return [
    { id: "words", head: t`Qué pasó`, cell: (line) => line.words },
    { id: "at", head: t`Cuándo`, width: "110px", cell: (line) => <time dateTime={line.at} title={exactMoment(line.at)}>{moment(line.at, now())}</time> },
    {
      id: "object",
      head: t`Sobre qué`,
      cell: (line) =>
        line.object_id && line.object ? (
          <Button look="bare" onClick={() => onObject({ id: line.object_id ?? "", name: line.object })} aria-label={t`Solo lo que pasó con ${line.object}`}>
            {line.object}
          </Button>
        ) : null,
    },
    { id: "seq", head: t`N.º`, align: "end", width: "70px", cell: (line) => line.seq },
  ];
}
