import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

const LONG = 10 * 60_000;

export const accountsQuery = queryOptions({
  queryKey: ["channel-accounts"],
  queryFn: ({ signal }) => call("GET /channel-accounts", { signal }),
  staleTime: LONG,
});

export const templatesQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["templates", accountId],
    queryFn: ({ signal }) => call("GET /templates", { query: { account_id: accountId }, signal }),
    staleTime: LONG,
  });
