import { plural, t } from "@lingui/core/macro";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback } from "react";
import type { TriageRow, TriageSummary } from "~/client/contract/triage";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { type Deed, useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { count, longSpan, percent } from "~/kit/formats";
import { Kbd } from "~/kit/Kbd";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { channelWords } from "~/rooms/channels/channelWords";
import { dropLine, sampleQuery, triageSummaryQuery } from "~/rooms/intelligence/triage/queries";
import { TriageList } from "~/rooms/intelligence/triage/TriageList";
import { AsideSection } from "./AsideSection";
import { asideReasonWords } from "./asideReasonWords";

/** What was set aside and why, one key to give it back, and the sample that says how well it was sorted. */
export function TriagePage() {
  const cache = useQueryClient();
  const { perform } = useDoing();
  const sample = useInfiniteQuery(sampleQuery);
  const summary = useQuery(triageSummaryQuery);
  const again = () => void cache.invalidateQueries({ queryKey: ["triage"] });
  const counted = () => void cache.invalidateQueries({ queryKey: triageSummaryQuery.queryKey });
  const take = async (row: TriageRow, lists: readonly ("aside" | "sample")[], deed: Deed<unknown>) => {
    dropLine(cache, row, lists);
    if (!(await perform(deed))) again();
  };
  const back = (row: TriageRow) =>
    void take(row, ["aside", "sample"], {
      said: t`#${row.number} vuelve a la cola, con sus promesas desde que llegó`,
      run: () => (row.message_id && row.reason === "courtesy" ? call("DELETE /messages/{id}/courtesy", { path: { id: row.message_id } }) : call("POST /cases/{id}/restore", { path: { id: row.case_id }, body: {} })),
      undo: row.reason === "" || row.message_id ? null : () => call("POST /cases/{id}/set-aside", { path: { id: row.case_id }, body: { reason: row.reason === "no_engagement" ? "no_engage" : (row.reason as "spam") } }).then(again),
      then: counted,
    });
  const look = (row: TriageRow, right: boolean) =>
    void take(row, right ? ["sample"] : ["aside", "sample"], {
      said: right ? t`Revisado: estaba bien` : t`Corregido: se aprende para los que se le parezcan`,
      run: () => call("POST /triage/cases/{id}/review", { path: { id: row.case_id }, body: right ? { right } : { right, meant: row.reason === "" ? "no_engagement" : "yes" } }),
      undo: null,
      then: counted,
    });
  const { fetchNextPage, isFetchingNextPage } = sample;
  const onMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const drawn = sample.data?.pages.flatMap((page) => page.items) ?? [];
  const open = (row: TriageRow) => (
    <Link to="/cases/$view/$caseId" params={{ view: "all", caseId: row.case_id }} search={{}} aria-label={t`Abrir el caso #${row.number}`}>{t`Abrir`}</Link>
  );
  return (
    <Page title={t`Triaje`} lede={t`Lo que se apartó porque nadie tenía que responder. Nada se borra: lo que se devuelve cuenta desde que llegó, y enseña.`} wide>
      <Section title={t`Cómo va`} stacked hint={<Cost summary={summary.data} />}>
        <Loaded query={summary} rows={2}>
          {(told) => (
            <DataTable
              dense
              label={t`Cómo va`}
              columns={COLUMNS()}
              rows={told.reasons}
              keyOf={(one) => one.reason || "served"}
              empty={<Empty words={t`En treinta días no se apartó nada. Aquí se cuenta cada motivo, y qué tan bien se acertó.`} />}
            />
          )}
        </Loaded>
      </Section>
      <Section title={t`Para revisar`} stacked hint={t`Una parte al azar de lo que se apartó solo, y de lo que no: así se sabe cuánto se acierta, sin que nadie elija qué mirar.`}>
        <Loaded query={sample} rows={2}>
          {() =>
            drawn.length === 0 ? (
              <Empty words={t`No hay nada que revisar ahora.`} />
            ) : (
              <>
                <p>
                  <Kbd keys="j" /> <Kbd keys="k" /> {t`para moverse`} · <Kbd keys="b" /> {t`está bien`} · <Kbd keys="m" /> {t`está mal`}
                </p>
                <TriageList
                  label={t`Para revisar`}
                  rows={drawn}
                  more={sample.hasNextPage}
                  onMore={onMore}
                  entered
                  channel={channelWords}
                  reason={asideReasonWords}
                  keys={{ b: (row) => look(row, true), m: (row) => look(row, false) }}
                  deeds={(row) => (
                    <>
                      <Button onClick={() => look(row, true)}>{row.reason === "" ? t`Había que atenderlo` : t`Bien apartado`}</Button>
                      <Button onClick={() => look(row, false)}>{row.reason === "" ? t`No pedía respuesta` : t`Pedía respuesta`}</Button>
                      {open(row)}
                    </>
                  )}
                />
                {sample.hasNextPage ? <Button onClick={() => void sample.fetchNextPage()}>{t`Mostrar más`}</Button> : null}
              </>
            )
          }
        </Loaded>
      </Section>
      <AsideSection open={open} onBack={back} entered={drawn.length === 0} />
    </Page>
  );
}

/** What wrong ones cost, in cases and in time. */
function Cost({ summary }: { summary: TriageSummary | undefined }) {
  if (!summary || summary.back === 0) return <>{t`De los últimos treinta días.`}</>;
  const spent = longSpan(summary.waited * 1000);
  return <>{plural(summary.back, { one: `De los últimos treinta días. # caso volvió: esperó ${spent} de más.`, many: `De los últimos treinta días. # casos volvieron: esperaron ${spent} de más.`, other: `De los últimos treinta días. # casos volvieron: esperaron ${spent} de más.` })}</>;
}

type Standing = TriageSummary["reasons"][number];
const COLUMNS = (): Column<Standing>[] => [
  { id: "reason", head: t`Motivo`, cell: (one) => asideReasonWords(one.reason) },
  { id: "aside", head: t`Apartados`, align: "end", cell: (one) => (one.reason === "" ? "–" : count(one.aside)) },
  { id: "looked", head: t`Revisados de la muestra`, align: "end", cell: (one) => count(one.looked_at) },
  {
    id: "right",
    head: t`Acierto`,
    align: "end",
    cell: (one) => (one.low === null || one.high === null ? t`sin revisar` : t`${percent(one.right / one.looked_at)} (entre ${percent(one.low)} y ${percent(one.high)})`),
  },
];
