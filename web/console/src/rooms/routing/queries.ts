import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const whyQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["why", caseId],
    queryFn: ({ signal }) => call("GET /cases/{id}/why", { path: { id: caseId }, signal }),
    staleTime: 0,
  });

/** Others move it without a word of the case's own: asked again while it is on screen. */
export const placeQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["place", caseId],
    queryFn: ({ signal }) => call("GET /cases/{id}/queue-position", { path: { id: caseId }, signal }),
    staleTime: 0,
    refetchInterval: 10_000,
  });

export const queueTermsQuery = queryOptions({
  queryKey: ["routing", "queues"],
  queryFn: ({ signal }) => call("GET /routing/queues", { signal }),
});

export const capacitiesQuery = queryOptions({
  queryKey: ["routing", "agents"],
  queryFn: ({ signal }) => call("GET /routing/agents", { signal }),
});

export const weightsQuery = queryOptions({
  queryKey: ["routing", "weights"],
  queryFn: ({ signal }) => call("GET /routing/channel-weights", { signal }),
});

export const skillsQuery = queryOptions({
  queryKey: ["routing", "skills"],
  queryFn: ({ signal }) => call("GET /skills", { signal }),
});

export const policyQuery = queryOptions({
  queryKey: ["routing", "policy"],
  queryFn: ({ signal }) => call("GET /routing/policy", { signal }),
});
