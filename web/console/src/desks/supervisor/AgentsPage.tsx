import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, useState } from "react";
import type { FloorAgent } from "~/client/contract/floor";
import type { PresenceState } from "~/client/contract/who";
import { call } from "~/client/http";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Part } from "~/kit/Part";
import { meQuery } from "~/rooms/access/queries";
import { useMay } from "~/rooms/access/useMay";
import { bulkDeed } from "~/rooms/cases/bulk";
import { teamsQuery } from "~/rooms/cases/queries";
import { partOf } from "~/rooms/console/wallQueries";
import { agentCommands } from "~/rooms/workforce/agentCommands";
import { AgentsTable } from "~/rooms/workforce/AgentsTable";
import { agentsQuery, daysQuery, plansQuery } from "~/rooms/workforce/floorQueries";
import { presenceWords } from "~/rooms/workforce/presenceWords";
import { useAgentsLive } from "~/rooms/workforce/useAgentsLive";
import { PartFilters } from "./PartFilters";
import { useOrder } from "./useOrder";
import { usePart } from "./usePart";

const PresenceDialog = lazy(() => import("~/rooms/workforce/PresenceDialog").then((file) => ({ default: file.PresenceDialog })));
const CapacityDialog = lazy(() => import("~/rooms/workforce/CapacityDialog").then((file) => ({ default: file.CapacityDialog })));

/** Who works now: their state, what they hold, how their day went, and what a supervisor does about it. */
export function AgentsPage() {
  const [part] = usePart();
  const key = partOf(part);
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { perform } = useDoing();
  const may = useMay();
  const { data: me } = useQuery(meQuery);
  const teams = useQuery(teamsQuery);
  const query = useQuery(agentsQuery(part, key));
  const days = useQuery(daysQuery(part, key));
  const plans = useQuery(plansQuery(part, key));
  const [order, setOrder] = useOrder();
  useAgentsLive(part, key);
  const [asked, setAsked] = useState<{ question: "presence" | "capacity"; agent: FloorAgent } | null>(null);
  const again = () => void cache.invalidateQueries({ queryKey: ["floor"] });

  const say = (agent: FloorAgent, state: PresenceState, reason: string | null) => {
    const put = (body: { state: PresenceState; reason: string | null }) => call("PUT /floor/agents/{id}/presence", { path: { id: agent.id }, body });
    const words = presenceWords({ state, reason }, me?.presence_reasons ?? []);
    setAsked(null);
    void perform({ said: t`${agent.name}: ${words}`, run: () => put({ state, reason }), undo: () => put({ state: agent.state, reason: agent.reason }), then: again });
  };
  const hold = (agent: FloorAgent, capacity: number) => {
    const put = (value: number) => call("PUT /floor/agents/{id}/capacity", { path: { id: agent.id }, body: { capacity: value } });
    return perform({ said: t`Capacidad de ${agent.name} cambiada`, run: () => put(capacity), undo: () => put(agent.capacity), then: again });
  };
  const giveBack = async (agent: FloorAgent) => {
    const ids = await call("GET /floor/agents/{id}/cases", { path: { id: agent.id } });
    if (ids.length === 0) return again();
    return void perform(bulkDeed(ids, { kind: "assign", user_id: null, team_id: null }, t`devueltos a la cola`, () => undefined, again));
  };
  const deeds = (agent: FloorAgent) =>
    ready(
      agentCommands,
      {
        agent,
        may,
        ask: (question) => setAsked({ question, agent }),
        seeCases: () => void navigate({ to: "/cases/$view", params: { view: "all" }, search: { state: "open", holder: agent.id } }),
        goSkills: () => void navigate({ to: "/admin/$section/$item", params: { section: "capacity", item: agent.id } }),
        giveBack: () => void giveBack(agent),
      },
      () => true,
    );
  useOffer(
    "floor",
    (query.data ?? []).flatMap((agent) => deeds(agent).map((one) => ({ ...one, id: `${one.id}.${agent.id}`, words: `${agent.name}: ${one.words}` }))),
  );
  return (
    <Page title={t`Agentes`} lede={t`En qué está cada persona, qué pide su turno, cuánto tiene a cargo y cómo fue su día.`} wide>
      <PartFilters />
      <Loaded query={query}>
        {(agents) => (
          <AgentsTable
            reasons={me?.presence_reasons ?? []}
            agents={agents}
            days={days.data ?? {}}
            plans={plans.data ?? {}}
            order={order}
            onOrder={setOrder}
            teams={teams.data ?? []}
            deeds={deeds}
            empty={<Empty words={t`No hay agentes en esta parte. Aparecen aquí quienes están en un equipo que atiende sus colas.`} />}
          />
        )}
      </Loaded>
      {asked ? (
        <Part>
          {asked.question === "presence" ? (
            <PresenceDialog agent={asked.agent} reasons={me?.presence_reasons ?? []} onSay={(state, reason) => say(asked.agent, state, reason)} onClose={() => setAsked(null)} />
          ) : (
            <CapacityDialog agent={asked.agent} onSay={(capacity) => hold(asked.agent, capacity)} onClose={() => setAsked(null)} />
          )}
        </Part>
      ) : null}
    </Page>
  );
}
