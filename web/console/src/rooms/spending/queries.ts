import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const ratesQuery = queryOptions({ queryKey: ["rates"], queryFn: ({ signal }) => call("GET /rates", { signal }), staleTime: 60_000 });

export const budgetsQuery = queryOptions({ queryKey: ["budgets"], queryFn: ({ signal }) => call("GET /budgets", { signal }), staleTime: 15_000 });

/** What a message costs in one conversation of a case; templates and windows change it, so it is asked again soon. */
export const pricesQuery = (caseId: string, conversationId: string) =>
  queryOptions({
    queryKey: ["prices", caseId, conversationId],
    queryFn: ({ signal }) => call("GET /cases/{id}/prices", { path: { id: caseId }, query: { conversation_id: conversationId }, signal }),
    staleTime: 60_000,
  });
