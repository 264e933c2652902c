import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import type { RuleBody } from "~/client/contract/automation";
import { call } from "~/client/http";

export const rulesQuery = queryOptions({
  queryKey: ["automation", "rules"],
  queryFn: ({ signal }) => call("GET /automation/rules", { signal }),
});

export const automationChoicesQuery = queryOptions({
  queryKey: ["automation", "choices"],
  queryFn: ({ signal }) => call("GET /automation/choices", { signal }),
  staleTime: 60_000,
});

export const ruleVersionsQuery = (id: Id) =>
  queryOptions({
    queryKey: ["automation", "versions", id],
    queryFn: ({ signal }) => call("GET /automation/rules/{id}/versions", { path: { id }, signal }),
  });

/** What should be known of a rule as it stands on screen; it is refused as saving it would be. */
export const findingsQuery = (id: Id | null, body: RuleBody) =>
  queryOptions({
    queryKey: ["automation", "findings", id, body],
    queryFn: ({ signal }) => call("POST /automation/findings", { body: { id, body }, signal }),
    retry: false,
    staleTime: 5_000,
  });

export const runsQuery = (source: Id | null) =>
  infiniteQueryOptions({
    queryKey: ["automation", "runs", source],
    queryFn: ({ pageParam, signal }) =>
      call("GET /automation/runs", { query: { ...(source ? { source_id: source } : {}), cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const repliesQuery = queryOptions({
  queryKey: ["automation", "replies"],
  queryFn: ({ signal }) => call("GET /automation/replies", { signal }),
});

export const macrosQuery = (retired = false) =>
  queryOptions({
    queryKey: ["macros", retired],
    queryFn: ({ signal }) => call("GET /macros", { query: { retired }, signal }),
    staleTime: 30_000,
  });
