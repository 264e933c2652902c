import { t } from "@lingui/core/macro";
import { Ellipsis } from "lucide-react";
import type { AgentDay, AgentPlan, FloorAgent } from "~/client/contract/floor";
import type { Id } from "~/client/contract/basics";
import type { PresenceReason, Team } from "~/client/contract/who";
import type { Ready } from "~/kit/command";
import { type Column, DataTable } from "~/kit/DataTable";
import { count, longSpan, percent } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { useNow } from "~/kit/now";
import { useSorted } from "~/kit/useSorted";
import { DayBar } from "./DayBar";
import { presenceWords } from "./presenceWords";
import { standingOf, standingOrder } from "./standing";
import { StandingView } from "./StandingView";

/** Who works: in which state since when, whether their shift asks for another, what they hold of what they can, and how their day went. */
export function AgentsTable({ agents, days, plans, teams, reasons, deeds, order, onOrder, empty }: Props) {
  const now = useNow(10_000);
  const standing = (one: FloorAgent) => standingOf(one, plans[one.id], now);
  const columns: Column<FloorAgent>[] = [
    { id: "name", head: t`Agente`, width: "13%", sortBy: (one) => one.name, cell: (one) => one.name },
    { id: "state", head: t`Estado`, width: "10%", sortBy: (one) => presenceWords(one, reasons), cell: (one) => presenceWords(one, reasons) },
    { id: "since", head: t`Desde hace`, align: "end", sortBy: (one) => one.since && now - Date.parse(one.since), cell: (one) => (one.since ? longSpan(now - Date.parse(one.since)) : "–") },
    { id: "shift", head: t`Su turno`, sortBy: (one) => standingOrder(standing(one)), cell: (one) => <StandingView standing={standing(one)} /> },
    { id: "adherence", head: t`Adherencia hoy`, align: "end", sortBy: (one) => plans[one.id]?.adherence ?? null, cell: (one) => adherenceWords(plans[one.id]) },
    { id: "cases", head: t`Casos`, align: "end", sortBy: (one) => one.cases, cell: (one) => count(one.cases) },
    { id: "load", head: t`En vivo · diferidos`, align: "end", sortBy: loadOf, cell: shareWords },
    { id: "teams", head: t`Equipos`, cell: (one) => one.team_ids.flatMap((id) => teams.find((team) => team.id === id)?.name ?? []).join(", ") || "–" },
    { id: "day", head: t`Su día`, width: "12%", cell: (one) => (days[one.id] ? <DayBar day={days[one.id] as AgentDay} now={now} reasons={reasons} /> : "") },
    {
      id: "deeds",
      head: t`Acciones`,
      unseen: true,
      align: "end",
      cell: (one) => {
        const offered = deeds(one);
        if (offered.length === 0) return null;
        return (
          <Menu trigger={<IconButton icon={Ellipsis} name={t`Acciones para ${one.name}`} />}>
            {offered.map((each) => (
              <MenuItem key={each.id} onSelect={each.run}>
                {each.words}
              </MenuItem>
            ))}
          </Menu>
        );
      },
    },
  ];
  const [rows, sorting] = useSorted(agents, columns, order, onOrder);
  return <DataTable dense label={t`Agentes`} columns={columns} rows={rows} keyOf={(one) => one.id} sorting={sorting} empty={empty} />;
}

function adherenceWords(plan: AgentPlan | undefined): string {
  return plan?.adherence == null ? "–" : percent(plan.adherence);
}

/** What they hold of all that they can, live and deferred together. */
function loadOf(one: FloorAgent): number | null {
  const most = one.capacity + one.deferred_capacity;
  return most === 0 ? null : (one.load + one.deferred_load) / most;
}

function shareWords(one: FloorAgent): string {
  const live = one.capacity === 0 ? "–" : percent(one.load / one.capacity);
  const deferred = one.deferred_capacity === 0 ? "–" : percent(one.deferred_load / one.deferred_capacity);
  return `${live} · ${deferred}`;
}

interface Props {
  agents: readonly FloorAgent[];
  days: Readonly<Record<Id, AgentDay>>;
  plans: Readonly<Record<Id, AgentPlan>>;
  teams: readonly Team[];
  reasons: readonly PresenceReason[];
  deeds: (agent: FloorAgent) => Ready[];
  /** How the rows are sorted: "adherence", or "-adherence" from the most down. */
  order: string | undefined;
  onOrder: (order: string | undefined) => void;
  empty: React.ReactNode;
}
