import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

/** What other systems said last of a contact: shown at once, asked again by `askQuery`. */
export const answersQuery = (contactId: string, caseId: string) =>
  queryOptions({
    queryKey: ["panels", contactId, caseId],
    queryFn: ({ signal }) => call("GET /contacts/{id}/panels", { path: { id: contactId }, query: { case_id: caseId }, signal }),
  });

/** Asking one system; the server asks it only when its last answer is older than a minute. */
export const askQuery = (contactId: string, panelId: string, caseId: string) =>
  queryOptions({
    queryKey: ["panels", contactId, caseId, panelId],
    queryFn: ({ signal }) =>
      call("POST /contacts/{id}/panels/{panel_id}/ask", { path: { id: contactId, panel_id: panelId }, body: { case_id: caseId }, signal }),
    staleTime: 60_000,
    retry: false,
  });

export const systemsQuery = queryOptions({ queryKey: ["systems"], queryFn: ({ signal }) => call("GET /panels", { signal }) });
