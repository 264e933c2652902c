import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const adminAccountsQuery = queryOptions({
  queryKey: ["channels", "accounts"],
  queryFn: ({ signal }) => call("GET /channels/accounts", { signal }),
  staleTime: 0,
  refetchInterval: 15_000, // lines move and breakers open while somebody looks
});

export const kindsQuery = queryOptions({
  queryKey: ["channels", "kinds"],
  queryFn: ({ signal }) => call("GET /channels/kinds", { signal }),
  staleTime: Infinity,
});

/** Who may answer for an account. */
export function accountPeopleQuery(id: string) {
  return queryOptions({ queryKey: ["channels", "people", id], queryFn: ({ signal }) => call("GET /channels/accounts/{id}/people", { path: { id }, signal }) });
}
