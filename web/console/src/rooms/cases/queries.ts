import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { CaseFilter, CaseSort } from "~/client/contract/lists";
import { call } from "~/client/http";
import { asQuery, topicOf } from "./filters";

/** A list as the server reads it: a built-in view, what narrows it, its order. */
export interface Listing {
  view: string;
  sort: CaseSort;
  q: string;
  filter: CaseFilter;
}

const LONG = 10 * 60_000;

export const casesQuery = ({ view, sort, q, filter }: Listing) =>
  infiniteQueryOptions({
    queryKey: ["cases", view, sort, topicOf(view, filter, q)],
    queryFn: ({ pageParam, signal }) =>
      call("GET /cases", { query: { view, sort, ...asQuery(filter, q), cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["case", caseId],
    queryFn: ({ signal }) => call("GET /cases/{id}", { path: { id: caseId }, signal }),
  });

export const openingsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["openings", caseId],
    queryFn: ({ signal }) => call("GET /cases/{id}/openings", { path: { id: caseId }, signal }),
    staleTime: LONG,
  });

export const timelineQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["timeline", caseId],
    queryFn: ({ signal }) => call("GET /cases/{id}/timeline", { path: { id: caseId }, query: { limit: 50 }, signal }),
  });

export const assigneesQuery = queryOptions({
  queryKey: ["assignees"],
  queryFn: ({ signal }) => call("GET /assignees", { signal }),
  staleTime: 15_000,
});

export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  queryFn: ({ signal }) => call("GET /teams", { signal }),
  staleTime: LONG,
});

export const queuesQuery = queryOptions({
  queryKey: ["queues"],
  queryFn: ({ signal }) => call("GET /queues", { signal }),
  staleTime: LONG,
});

export const tagsQuery = queryOptions({
  queryKey: ["tags"],
  queryFn: ({ signal }) => call("GET /tags", { signal }),
  staleTime: 60_000,
});

export const dispositionsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["dispositions", caseId],
    queryFn: ({ signal }) => call("GET /dispositions", { query: { case_id: caseId }, signal }),
    staleTime: LONG,
  });
