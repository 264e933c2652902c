import { type InfiniteData, infiniteQueryOptions } from "@tanstack/react-query";
import type { Page } from "~/client/contract/basics";
import type { ThreadItem } from "~/client/contract/messages";
import { call } from "~/client/http";

export type ThreadPages = InfiniteData<Page<ThreadItem>>;

/** Pages go back in time; the first is the newest. */
export const threadQuery = (caseId: string) =>
  infiniteQueryOptions({
    queryKey: ["thread", caseId],
    queryFn: ({ pageParam, signal }) =>
      call("GET /cases/{id}/thread", { path: { id: caseId }, query: { cursor: pageParam, limit: 60 }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
