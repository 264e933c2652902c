import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const tagPagesQuery = (q: string, retired: boolean) =>
  infiniteQueryOptions({
    queryKey: ["tags", "all", q, retired],
    queryFn: ({ pageParam, signal }) => call("GET /tags/all", { query: { q, retired, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const treeQuery = queryOptions({
  queryKey: ["dispositions", "tree"],
  queryFn: ({ signal }) => call("GET /dispositions/tree", { signal }),
});

export const needsReasonQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["needs-reason", caseId],
    queryFn: ({ signal }) => call("GET /cases/{id}/needs-reason", { path: { id: caseId }, signal }),
    staleTime: 0, // somebody may have told more of the contact
  });
