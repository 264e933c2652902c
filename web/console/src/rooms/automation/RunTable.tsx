import { t } from "@lingui/core/macro";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RunView } from "~/client/contract/automation";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { type Column, DataTable } from "~/kit/DataTable";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { exactMoment, list } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import { ACTIONS } from "./actionWords";
import { runsQuery } from "./queries";

/** What rules and macros did, newest first, each with its way back while there is one. */
export function RunTable({ source, onOpen }: { source: string | null; onOpen: (caseId: string) => void }) {
  const query = useInfiniteQuery(runsQuery(source));
  const cache = useQueryClient();
  const { perform } = useDoing();
  const [stays, setStays] = useState<string[]>([]);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const undo = (one: RunView) =>
    perform({
      said: t`Deshecho: ${one.name} en #${one.number ?? ""}`,
      run: () => call("POST /automation/runs/{id}/undo", { path: { id: one.id }, body: {} }),
      undo: null,
      then: ({ left }) => {
        setStays(left.map((each) => ACTIONS[each]()));
        void cache.invalidateQueries({ queryKey: ["automation", "runs"] });
      },
    });
  if (query.isPending) return <Loading rows={6} />;
  if (query.isError) return <Failing what={t`No se pudo cargar`} why={problemWords(query.error)} onRetry={() => void query.refetch()} />;
  return (
    <>
      {stays.length > 0 ? <Notice tone="approaching">{t`Quedó hecho lo que no tiene vuelta o cambió después: ${list(stays, "conjunction")}.`}</Notice> : null}
      <DataTable
        dense
        label={t`Registro`}
        columns={columns((one) => void undo(one))}
        rows={rows}
        keyOf={(one) => one.id}
        onOpen={(one) => onOpen(one.case_id)}
        empty={<Empty words={t`Todavía no hizo nada.`} />}
      />
      {query.hasNextPage ? <Button onClick={() => void query.fetchNextPage()}>{t`Mostrar más`}</Button> : null}
    </>
  );
}

function columns(onUndo: (one: RunView) => void): Column<RunView>[] {
  return [
    { id: "case", head: t`Caso`, cell: (one) => `#${one.number ?? ""}` },
    { id: "what", head: t`Qué`, cell: (one) => t`${one.name}, versión ${one.version}` },
    { id: "at", head: t`Cuándo`, cell: (one) => exactMoment(one.at) },
    { id: "did", head: t`Qué hizo`, cell: (one) => <Did one={one} /> },
    {
      id: "deeds",
      head: t`Acciones`,
      unseen: true,
      cell: (one) =>
        one.undone_at ? (
          <Chip>{t`deshecho`}</Chip>
        ) : one.undoable ? (
          <Button look="bare" aria-label={t`Deshacer en #${one.number ?? ""}`} onClick={() => onUndo(one)}>{t`Deshacer`}</Button>
        ) : null,
    },
  ];
}

function Did({ one }: { one: RunView }) {
  if (one.outcome === "stopped") {
    return <Chip tone="line">{one.reason === "depth" ? t`detenida: cadena demasiado larga` : t`detenida: se repetía`}</Chip>;
  }
  return (
    <>
      {one.steps.map((step, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- the steps of a run never change
        <div key={place}>
          {step.outcome === "refused"
            ? t`${ACTIONS[step.action]()}: no se pudo (${step.reason})`
            : step.outcome === "nothing"
              ? t`${ACTIONS[step.action]()}: ya estaba`
              : ACTIONS[step.action]()}
        </div>
      ))}
      {one.by ? <div>{t`por ${one.by}`}</div> : null}
    </>
  );
}
