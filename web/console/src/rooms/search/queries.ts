import { infiniteQueryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

/** The whole history, asked in the words of who asks; pages go from the best answers on. */
export const searchQuery = (find: string) =>
  infiniteQueryOptions({
    queryKey: ["search", find],
    queryFn: ({ pageParam, signal }) => call("GET /search", { query: { q: find, cursor: pageParam, limit: 25 }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    staleTime: 15_000,
  });
