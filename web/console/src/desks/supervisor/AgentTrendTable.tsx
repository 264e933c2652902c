import { t } from "@lingui/core/macro";
import type { AgentTrend } from "~/client/contract/coachingEndpoints";
import { type Column, DataTable } from "~/kit/DataTable";
import { DayLine } from "~/rooms/reporting/DayLine";
import { summed } from "~/rooms/intelligence/insight/trendSums";

/** Each agent's cases of the last weeks; what is predicted says so, and of how many. */
export function AgentTrendTable({ agents, onOpen }: { agents: readonly AgentTrend[]; onOpen: (one: AgentTrend) => void }) {
  return <DataTable label={t`Cómo fueron los casos de cada agente`} columns={columns()} rows={agents} keyOf={(one) => one.agent_id} onOpen={onOpen} />;
}

function columns(): Column<AgentTrend>[] {
  return [
    { id: "name", head: t`Agente`, cell: (one) => one.name },
    { id: "cases", head: t`Casos resueltos`, align: "end", cell: (one) => summed(one).cases },
    { id: "hints", head: t`Pistas por cada 100 casos`, align: "end", cell: (one) => summed(one).hints ?? "–" },
    {
      id: "turned",
      head: t`De molesto o neutro a contento`,
      align: "end",
      cell: (one) => {
        const { turned, began } = summed(one);
        return turned === null ? "–" : t`${turned} % de ${began}`;
      },
    },
    {
      id: "csat",
      head: t`Satisfacción prevista`,
      align: "end",
      cell: (one) => {
        const { csat, judged } = summed(one);
        return csat === null ? "–" : t`${csat} de 100, en ${judged}`;
      },
    },
    {
      id: "weeks",
      head: t`Por semana`,
      cell: (one) => {
        const values = one.weeks.map((week) => week.csat);
        const told = values.map((value) => (value === null ? "–" : Math.round(value))).join(", ");
        return values.length < 2 ? t`aún una sola` : <DayLine values={values} target={null} label={t`Satisfacción prevista por semana: ${told}`} />;
      },
    },
  ];
}
