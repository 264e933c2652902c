import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

const LIVE = 15_000; // a promise nears by itself, and what is understood comes a moment after the message

/** The hints of a case as it is now; `revision` asks anew when something happened. */
export const hintsQuery = (caseId: string, revision: number) =>
  queryOptions({
    queryKey: ["hints", caseId, revision],
    queryFn: ({ signal }) => call("GET /cases/{id}/hints", { path: { id: caseId }, signal }),
    refetchInterval: LIVE,
    placeholderData: keepPreviousData,
  });

export const agentTrendsQuery = (zone: string) =>
  queryOptions({ queryKey: ["coaching", "agents", zone], queryFn: ({ signal }) => call("GET /coaching/agents", { query: { zone }, signal }), staleTime: 60_000 });

export const trendCasesQuery = (agentId: string) =>
  queryOptions({ queryKey: ["coaching", "cases", agentId], queryFn: ({ signal }) => call("GET /coaching/agents/{id}/cases", { path: { id: agentId }, signal }), staleTime: 60_000 });
