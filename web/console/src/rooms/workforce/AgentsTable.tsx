import { t } from "@lingui/core/macro";
import { Ellipsis } from "lucide-react";
import type { AgentDay, FloorAgent } from "~/client/contract/floor";
import type { Id } from "~/client/contract/basics";
import type { PresenceReason, Team } from "~/client/contract/who";
import type { Ready } from "~/kit/command";
import { type Column, DataTable } from "~/kit/DataTable";
import { count, longSpan, percent } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { useNow } from "~/kit/now";
import { DayBar } from "./DayBar";
import { presenceWords } from "./presenceWords";

/** Who works: in which state since when, what they hold of what they can, and how their day went. */
export function AgentsTable({ agents, days, teams, reasons, deeds, empty }: Props) {
  const now = useNow(10_000);
  const columns: Column<FloorAgent>[] = [
    { id: "name", head: t`Agente`, cell: (one) => one.name },
    { id: "state", head: t`Estado`, cell: (one) => presenceWords(one, reasons) },
    { id: "since", head: t`Desde hace`, align: "end", cell: (one) => longSpan(now - Date.parse(one.since)) },
    { id: "cases", head: t`Casos`, align: "end", cell: (one) => count(one.cases) },
    { id: "load", head: t`En vivo · diferidos`, align: "end", cell: shareWords },
    { id: "teams", head: t`Equipos`, cell: (one) => one.team_ids.flatMap((id) => teams.find((team) => team.id === id)?.name ?? []).join(", ") || "–" },
    { id: "day", head: t`Su día`, width: "22%", cell: (one) => (days[one.id] ? <DayBar day={days[one.id] as AgentDay} now={now} reasons={reasons} /> : "") },
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
  return <DataTable dense label={t`Agentes`} columns={columns} rows={agents} keyOf={(one) => one.id} empty={empty} />;
}

function shareWords(one: FloorAgent): string {
  const live = one.capacity === 0 ? "–" : percent(one.load / one.capacity);
  const deferred = one.deferred_capacity === 0 ? "–" : percent(one.deferred_load / one.deferred_capacity);
  return `${live} · ${deferred}`;
}

interface Props {
  agents: readonly FloorAgent[];
  days: Readonly<Record<Id, AgentDay>>;
  teams: readonly Team[];
  reasons: readonly PresenceReason[];
  deeds: (agent: FloorAgent) => Ready[];
  empty: React.ReactNode;
}
