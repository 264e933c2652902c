import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { WidgetSettings } from "~/client/contract/chats";
import { call } from "~/client/http";

export const chatsQuery = queryOptions({ queryKey: ["chats"], queryFn: ({ signal }) => call("GET /chats", { signal }) });

/** What the server makes of a draft: how it would be kept, how its colour would be painted, or why it would be refused. */
export const chatCheckQuery = (id: string, settings: WidgetSettings) =>
  queryOptions({
    queryKey: ["chats", id, "check", settings],
    queryFn: ({ signal }) => call("POST /chats/{id}/check", { path: { id }, body: { settings }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
