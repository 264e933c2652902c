import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => call("GET /me", { signal }),
  staleTime: Infinity,
  retry: false,
});
