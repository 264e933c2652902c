import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

/** Reviews end by themselves: it is asked again while the page is open. */
export const libraryQuery = queryOptions({
  queryKey: ["template-library"],
  queryFn: ({ signal }) => call("GET /templates/library", { signal }),
  staleTime: 5_000,
  refetchInterval: 10_000,
});
