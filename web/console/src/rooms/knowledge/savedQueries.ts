import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const savedPagesQuery = (q: string, folder: string, retired: boolean) =>
  infiniteQueryOptions({
    queryKey: ["saved-texts", q, folder, retired],
    queryFn: ({ pageParam, signal }) =>
      call("GET /canned-replies/all", {
        query: { q, retired, cursor: pageParam, limit: 100, ...(folder ? { folder } : {}) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const savedPlacesQuery = queryOptions({
  queryKey: ["saved-texts", "places"],
  queryFn: ({ signal }) => call("GET /canned-replies/places", { signal }),
});

export const triedQuery = (text: string, language: string, values: Record<string, string>) =>
  queryOptions({
    queryKey: ["saved-texts", "try", text, language, values],
    queryFn: ({ signal }) => call("POST /canned-replies/try", { body: { text, language, values }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
