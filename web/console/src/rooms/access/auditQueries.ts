import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AuditAsked, AuditSentence } from "~/client/contract/auditEndpoints";
import { call } from "~/client/http";

const PAGE = 100;
const MOST_EXPORTED = 50_000;

export const auditQuery = (asked: AuditAsked) =>
  infiniteQueryOptions({
    queryKey: ["audit", asked],
    queryFn: ({ signal, pageParam }) => call("GET /audit/lines", { query: { ...asked, limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) }, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });

export const auditVerbsQuery = queryOptions({ queryKey: ["audit", "verbs"], queryFn: ({ signal }) => call("GET /audit/verbs", { signal }) });

/** Every line that the filters let through, page by page, the newest first. */
export async function allLines(asked: AuditAsked, told: (count: number) => void): Promise<AuditSentence[]> {
  const found: AuditSentence[] = [];
  let before: number | null = null;
  do {
    const page: { lines: AuditSentence[]; next: number | null } = await call("GET /audit/lines", {
      query: { ...asked, limit: 500, ...(before === null ? {} : { before }) },
    });
    found.push(...page.lines);
    told(found.length);
    before = page.next;
  } while (before !== null && found.length < MOST_EXPORTED);
  return found;
}
