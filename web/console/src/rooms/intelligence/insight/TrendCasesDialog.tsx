import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { AgentTrend, TrendCase } from "~/client/contract/coachingEndpoints";
import { type Column, DataTable } from "~/kit/DataTable";
import { Dialog } from "~/kit/Dialog";
import { Empty } from "~/kit/Empty";
import { exactMoment, moment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { now } from "~/kit/now";
import { MOODS } from "../understoodWords";
import { trendCasesQuery } from "./coachingQueries";

/** The cases that an agent's figures count. */
export function TrendCasesDialog({ agent, onClose }: { agent: AgentTrend; onClose: () => void }) {
  return (
    <Dialog title={t`Casos de ${agent.name}`} wide onClose={onClose}>
      <Loaded query={useQuery(trendCasesQuery(agent.agent_id))}>
        {(rows) => <DataTable label={t`Casos resueltos`} columns={columns()} rows={rows} keyOf={(row) => row.id} dense empty={<Empty words={t`Ninguno en estas semanas.`} />} />}
      </Loaded>
    </Dialog>
  );
}

function columns(): Column<TrendCase>[] {
  const mood = (one: TrendCase["first"]) => (one ? MOODS[one]() : "–");
  return [
    {
      id: "case",
      head: t`Caso`,
      cell: (row) => (
        <Link to="/cases/$view/$caseId" params={{ view: "all", caseId: row.id }}>
          {`#${row.number}`}
        </Link>
      ),
    },
    { id: "subject", head: t`Asunto`, cell: (row) => row.subject },
    { id: "at", head: t`Resuelto`, cell: (row) => <span title={exactMoment(row.at)}>{moment(row.at, now())}</span> },
    { id: "mood", head: t`Ánimo al empezar y al final`, cell: (row) => t`${mood(row.first)} → ${mood(row.last)}` },
    { id: "csat", head: t`Satisfacción prevista`, align: "end", cell: (row) => row.csat ?? "–" },
    { id: "hints", head: t`Pistas`, align: "end", cell: (row) => row.hints },
  ];
}
