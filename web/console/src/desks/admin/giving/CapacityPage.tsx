import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AgentCapacity, Skill } from "~/client/contract/routing";
import { Chip } from "~/kit/Chip";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { capacitiesQuery, skillsQuery } from "~/rooms/routing/queries";
import { CapacityPanel } from "./CapacityPanel";
import { channelWords } from "~/rooms/channels/channelWords";
import { UNITS } from "./units";

/** How much each person can hold at once, and what they can do. */
export function CapacityPage() {
  const cache = useQueryClient();
  const query = useQuery(capacitiesQuery);
  const skills = useQuery(skillsQuery).data ?? [];
  const [asked, setAsked] = useState<string | null>(null);
  const one = query.data?.find((each) => each.user_id === asked);
  return (
    <Page
      wide
      title={t`Capacidad y habilidades`}
      lede={t`Lo que cada persona puede atender a la vez, en casos de peso usual: en vivo, con alguien esperando del otro lado, y diferidos, aparte.`}
    >
      <Loaded query={query} rows={8}>
        {(rows) => (
          <DataTable
            dense
            label={t`Personas`}
            columns={columns(skills)}
            rows={rows}
            keyOf={(each) => each.user_id}
            onOpen={(each) => setAsked(each.user_id)}
            empty={<Empty words={t`Nadie está en los equipos al alcance.`} />}
          />
        )}
      </Loaded>
      {one ? (
        <CapacityPanel
          key={one.user_id}
          one={one}
          skills={skills}
          onClose={() => setAsked(null)}
          onSaved={() => void cache.invalidateQueries({ queryKey: ["routing"] })}
        />
      ) : null}
    </Page>
  );
}

function columns(skills: readonly Skill[]): Column<AgentCapacity>[] {
  const share = (load: number, capacity: number) => {
    const [held, most] = [load / UNITS, capacity / UNITS];
    return t`${held} de ${most}`;
  };
  return [
    { id: "name", head: t`Persona`, cell: (one) => one.name },
    { id: "live", head: t`En vivo`, align: "end", cell: (one) => share(one.live_load, one.live) },
    { id: "deferred", head: t`Diferidos`, align: "end", cell: (one) => share(one.deferred_load, one.deferred) },
    { id: "limits", head: t`Topes por canal`, cell: (one) => Object.entries(one.limits).map(([channel, most]) => `${channelWords(channel)} ${most}`).join(", ") || "–" },
    {
      id: "skills",
      head: t`Habilidades`,
      cell: (one) => skills.flatMap((skill) => (one.skills[skill.id] ? `${skill.name} ${one.skills[skill.id]}` : [])).join(", ") || "–",
    },
    { id: "over", head: t`Estado`, cell: (one) => (one.over ? <Chip tone="approaching">{t`sobre su capacidad`}</Chip> : "") },
  ];
}
