import { useQueryClient } from "@tanstack/react-query";
import type { FloorQuery } from "~/client/contract/floorEndpoints";
import type { FloorAgent } from "~/client/contract/floor";
import { put, renew } from "~/client/change";
import { useTopic } from "~/client/useTopic";
import { agentsQuery, daysQuery } from "./floorQueries";

/** Keep those who work as they are on the server; whoever changed state has a new piece of their day. */
export function useAgentsLive(part: FloorQuery, key: string) {
  const cache = useQueryClient();
  const { queryKey } = agentsQuery(part, key);
  useTopic(`agents:${key}`, {
    changed: (resources) => {
      for (const one of resources) {
        if (one.type !== "agents") continue;
        const before = cache.getQueryData<FloorAgent[]>(queryKey);
        put(cache, queryKey, one.agents);
        if (before && sinces(before) !== sinces(one.agents)) renew(cache, daysQuery(part, key).queryKey);
      }
    },
    missed: () => renew(cache, queryKey),
  });
}

function sinces(agents: readonly FloorAgent[]): string {
  return agents.map((one) => `${one.id}${one.since}`).join();
}
