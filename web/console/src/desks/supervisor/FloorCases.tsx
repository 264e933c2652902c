import { plural, t } from "@lingui/core/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, type ReactNode, useState } from "react";
import type { CaseRow } from "~/client/contract/lists";
import { Button } from "~/kit/Button";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { Part } from "~/kit/Part";
import { problemWords } from "~/kit/problemWords";
import { meQuery } from "~/rooms/access/queries";
import { useMay } from "~/rooms/access/useMay";
import { bulkDeed, type Told } from "~/rooms/cases/bulk";
import { CaseTable } from "~/rooms/cases/CaseTable";
import { floorCommands } from "~/rooms/cases/floorCommands";
import { casesQuery, type Listing } from "~/rooms/cases/queries";
import { useCasesLive } from "~/rooms/cases/useCasesLive";
import { ClockChip } from "~/rooms/sla/ClockChip";
import css from "./FloorCases.module.css";

const AssignDialog = lazy(() => import("~/rooms/cases/AssignDialog").then((file) => ({ default: file.AssignDialog })));

/** Cases of the floor, live: to open, to look at in silence, and to give to somebody, one or many. */
export function FloorCases({ listing, label, empty }: { listing: Listing; label: string; empty: ReactNode }) {
  const navigate = useNavigate();
  const may = useMay();
  const { perform } = useDoing();
  const { data: me } = useQuery(meQuery);
  const query = useInfiniteQuery(casesQuery(listing));
  useCasesLive(listing, true);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const rows: CaseRow[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = rows.filter((one) => picked.has(one.id)).map((one) => one.id);
  const pick = (ids: readonly string[], on: boolean) => {
    const next = new Set(picked);
    for (const id of ids) if (on) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  const open = (one: CaseRow, silent: boolean) =>
    void navigate({ to: "/cases/$view/$caseId", params: { view: "all", caseId: one.id }, search: { state: "open", sort: "slack", ...(silent ? { silent: true as const } : {}) } });
  const give = (userId: string | null, teamId: string | null, said: string) => {
    setAsking(false);
    const deed = bulkDeed(chosen, { kind: "assign", user_id: userId, team_id: teamId }, said, () => undefined, (after) => {
      setTold(after);
      setPicked(new Set());
    });
    void perform(deed);
  };
  const context = { picked: chosen.length, may, assign: () => setAsking(true), release: () => give(null, null, t`de vuelta en la cola`), clear: () => setPicked(new Set()) };
  const commands = ready(floorCommands, context, () => true);
  useOffer("floor", commands);
  if (query.isPending) return <Loading rows={6} />;
  if (query.isError && rows.length === 0) return <Failing what={t`No se pudo cargar`} why={problemWords(query.error)} onRetry={() => void query.refetch()} />;
  return (
    <>
      {rows.length > 0 ? <div className={css.bar} role="group" aria-label={t`Con los elegidos`}>
        <span role="status">{chosen.length > 0 ? plural(chosen.length, { one: "# elegido", many: "# elegidos", other: "# elegidos" }) : ""}</span>
        {commands.map((one) => (
          <Button key={one.id} onClick={one.run}>
            {one.words}
          </Button>
        ))}
      </div> : null}
      {told && told.refused.length > 0 ? (
        <Failing what={plural(told.refused.length, { one: "# caso quedó como estaba", many: "# casos quedaron como estaban", other: "# casos quedaron como estaban" })} why={[...new Set(told.refused.map((one) => one.title))].join(" ")} />
      ) : null}
      <CaseTable
        label={label}
        rows={rows}
        picked={picked}
        onPick={pick}
        onOpen={(one) => open(one, false)}
        onWatch={may("cases.watch") ? (one) => open(one, true) : undefined}
        clock={(one) => (one.clock ? <ClockChip clock={one.clock} /> : "–")}
        empty={empty}
      />
      {query.hasNextPage ? <Button onClick={() => void query.fetchNextPage()}>{t`Mostrar más`}</Button> : null}
      {asking && me ? (
        <Part>
          <AssignDialog me={me} holderId={null} onClose={() => setAsking(false)} onAssign={give} />
        </Part>
      ) : null}
    </>
  );
}
