import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Cut, ReportAsked, ReportPart } from "~/client/contract/reportsEndpoints";
import { call } from "~/client/http";

const FRESH = 60_000; // a report of today changes; nobody reads it by the second

/** Which of a number's rows are opened. */
export interface Opened {
  measure: string;
  part: ReportPart;
  asked: ReportAsked;
}

export const reportQuery = (asked: ReportAsked) =>
  queryOptions({ queryKey: ["reports", "whole", asked], queryFn: ({ signal }) => call("GET /reports", { query: asked, signal }), staleTime: FRESH, placeholderData: keepPreviousData });

export const tableQuery = (asked: ReportAsked, by: Cut) =>
  queryOptions({ queryKey: ["reports", "table", by, asked], queryFn: ({ signal }) => call("GET /reports/table", { query: { ...asked, by }, signal }), staleTime: FRESH, placeholderData: keepPreviousData });

export const casesBehindQuery = ({ measure, part, asked }: Opened) =>
  infiniteQueryOptions({
    queryKey: ["reports", "cases", measure, part, asked],
    queryFn: ({ signal, pageParam }) => call("GET /reports/cases", { query: { ...asked, measure, part, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: FRESH,
  });

export const reportChoicesQuery = queryOptions({ queryKey: ["reports", "choices"], queryFn: ({ signal }) => call("GET /reports/choices", { signal }), staleTime: 300_000 });

export const measuresQuery = queryOptions({ queryKey: ["reports", "measures"], queryFn: ({ signal }) => call("GET /reports/measures", { signal }), staleTime: Infinity });
