import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

const LONG = 10 * 60_000;

export const accountsQuery = queryOptions({
  queryKey: ["channel-accounts"],
  queryFn: ({ signal }) => call("GET /channel-accounts", { signal }),
  staleTime: LONG,
});

/** What may be written first on an account to a contact; to a stranger when there is none. */
export const startableQuery = (accountId: string, contactId: string | null) =>
  queryOptions({
    queryKey: ["startable", accountId, contactId],
    queryFn: ({ signal }) =>
      call("GET /channel-accounts/{id}/capabilities", { path: { id: accountId }, query: contactId ? { contact_id: contactId } : {}, signal }),
    staleTime: 30_000,
  });

export const templatesQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["templates", accountId],
    queryFn: ({ signal }) => call("GET /templates", { query: { account_id: accountId }, signal }),
    staleTime: LONG,
  });
