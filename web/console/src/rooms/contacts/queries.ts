import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const contactQuery = (contactId: string, exceptCase: string) =>
  queryOptions({
    queryKey: ["contact", contactId, exceptCase],
    queryFn: ({ signal }) => call("GET /contacts/{id}", { path: { id: contactId }, query: { except: exceptCase }, signal }),
  });

export const contactsQuery = (q: string) =>
  queryOptions({
    queryKey: ["contacts", q],
    queryFn: ({ signal }) => call("GET /contacts", { query: { q, limit: 20 }, signal }),
    staleTime: 30_000,
  });
