import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Id, Page } from "~/client/contract/basics";
import type { TriageQuery, TriageRow, TriageWay } from "~/client/contract/triage";
import { call } from "~/client/http";

const FRESH = 4; // pages that are read again by themselves; further down one works, and does not watch

export type BrandWay = TriageWay & { brand_id: Id; brand: string };

export const triageQuery = (narrowed: TriageQuery) =>
  infiniteQueryOptions({
    queryKey: ["triage", "aside", narrowed],
    queryFn: ({ pageParam, signal }) => call("GET /triage", { query: { ...narrowed, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > FRESH ? false : 30_000),
  });

/** Take a line out of these lists at once: whoever works through hundreds waits for no answer. */
export function dropLine(cache: QueryClient, row: TriageRow, lists: readonly ("aside" | "sample")[]) {
  for (const list of lists) {
    cache.setQueriesData<InfiniteData<Page<TriageRow>>>({ queryKey: ["triage", list] }, (old) =>
      old && { ...old, pages: old.pages.map((page) => ({ ...page, items: page.items.filter((one) => one.case_id !== row.case_id || one.message_id !== row.message_id) })) },
    );
  }
}

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
