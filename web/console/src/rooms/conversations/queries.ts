import { type InfiniteData, infiniteQueryOptions } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import type { ThreadPage } from "~/client/contract/messages";
import { call } from "~/client/http";

/** Which page: the newest when nothing is said. */
export interface ThreadAt {
  cursor?: string;
  later?: string;
  around?: Id;
}

export type ThreadPages = InfiniteData<ThreadPage, ThreadAt>;

/** Pages go back in time; the first is the newest that is here, and mostly the newest there is. */
export const threadQuery = (caseId: string) =>
  infiniteQueryOptions({
    queryKey: ["thread", caseId],
    queryFn: ({ pageParam, signal }) => threadPage(caseId, pageParam, signal),
    initialPageParam: {} as ThreadAt,
    getNextPageParam: (page): ThreadAt | null => (page.next ? { cursor: page.next } : null),
    getPreviousPageParam: (page): ThreadAt | null => (page.later ? { later: page.later } : null),
  });

export function threadPage(caseId: string, at: ThreadAt, signal?: AbortSignal): Promise<ThreadPage> {
  return call("GET /cases/{id}/thread", { path: { id: caseId }, query: { ...at, limit: 60 }, ...(signal ? { signal } : {}) });
}
