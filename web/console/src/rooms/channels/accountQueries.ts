import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const adminAccountsQuery = queryOptions({
  queryKey: ["channels", "accounts"],
  queryFn: ({ signal }) => call("GET /channels/accounts", { signal }),
  staleTime: 0,
});

export const kindsQuery = queryOptions({
  queryKey: ["channels", "kinds"],
  queryFn: ({ signal }) => call("GET /channels/kinds", { signal }),
  staleTime: Infinity,
});
