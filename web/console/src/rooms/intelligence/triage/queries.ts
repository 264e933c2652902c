import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import type { TriageQuery, TriageWay } from "~/client/contract/triage";
import { call } from "~/client/http";

export type BrandWay = TriageWay & { brand_id: Id; brand: string };

export const triageQuery = (narrowed: TriageQuery) =>
  infiniteQueryOptions({
    queryKey: ["triage", "aside", narrowed],
    queryFn: ({ pageParam, signal }) => call("GET /triage", { query: { ...narrowed, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: 30_000,
  });

export const sampleQuery = infiniteQueryOptions({
  queryKey: ["triage", "sample"],
  queryFn: ({ pageParam, signal }) => call("GET /triage/sample", { query: { cursor: pageParam, limit: 50 }, signal }),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
});

export const triageSummaryQuery = queryOptions({
  queryKey: ["triage", "summary"],
  queryFn: ({ signal }) => call("GET /triage/summary", { signal }),
  refetchInterval: 30_000,
});

export const waysQuery = queryOptions({
  queryKey: ["triage", "ways"],
  queryFn: ({ signal }): Promise<BrandWay[]> => call("GET /triage/ways", { signal }),
});
