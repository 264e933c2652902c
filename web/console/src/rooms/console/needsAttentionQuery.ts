import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const needsAttentionQuery = queryOptions({
  queryKey: ["needs-attention"],
  queryFn: ({ signal }) => call("GET /needs-attention", { signal }),
  staleTime: 0,
  refetchInterval: 15_000,
});
