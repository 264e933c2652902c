import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

/** The calls of a case: while one goes on, its stretches grow without a word of the case's own. */
export const callsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["calls", caseId],
    queryFn: ({ signal }) => call("GET /cases/{id}/calls", { path: { id: caseId }, signal }),
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state !== "ended") ? 3_000 : 30_000),
  });

/** How the contact of a case may be called: asked each time, for hours and opt-outs change. */
export const callableQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["callable", caseId],
    queryFn: ({ signal }) => call("GET /cases/{id}/callable", { path: { id: caseId }, signal }),
    staleTime: 0,
    retry: false,
  });

/** How one takes calls; a token is good for an hour, and asked again before. */
export const softphoneQuery = queryOptions({
  queryKey: ["softphone"],
  queryFn: ({ signal }) => call("GET /me/softphone", { signal }),
  staleTime: 50 * 60_000,
  refetchInterval: 50 * 60_000,
});
