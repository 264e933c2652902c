import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { HoursPlan } from "~/client/contract/hours";
import type { Terms } from "~/client/contract/promises";
import { call } from "~/client/http";

export const policiesQuery = queryOptions({
  queryKey: ["policies"],
  queryFn: ({ signal }) => call("GET /policies", { signal }),
});

export const startersQuery = queryOptions({
  queryKey: ["policies", "starters"],
  queryFn: ({ signal }) => call("GET /policies/starters", { signal }),
});

export const customersQuery = queryOptions({
  queryKey: ["policies", "customers"],
  queryFn: ({ signal }) => call("GET /policies/customers", { signal }),
});

export const explanationQuery = (clockId: string) =>
  queryOptions({
    queryKey: ["explanation", clockId],
    queryFn: ({ signal }) => call("GET /clocks/{id}/explanation", { path: { id: clockId }, signal }),
    staleTime: 0,
  });

export const policyVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["policies", id, "versions"],
    queryFn: ({ signal }) => call("GET /policies/{id}/versions", { path: { id }, signal }),
  });

export const exampleQuery = (terms: Terms, policyId: string | null, calendarId: string | null, at: string | null) =>
  queryOptions({
    queryKey: ["example", terms, policyId, calendarId, at],
    queryFn: ({ signal }) =>
      call("POST /policies/example", { body: { terms, policy_id: policyId, calendar_id: calendarId, at: at && withSeconds(at) }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });

export const effectOfHoursQuery = (calendarId: string, plan: HoursPlan) =>
  queryOptions({
    queryKey: ["effect", calendarId, plan],
    queryFn: ({ signal }) => call("POST /calendars/{id}/effect", { path: { id: calendarId }, body: { plan }, signal }),
    retry: false,
  });

export const effectOfTermsQuery = (policyId: string, terms: Terms) =>
  queryOptions({
    queryKey: ["effect", policyId, terms],
    queryFn: ({ signal }) => call("POST /policies/{id}/effect", { path: { id: policyId }, body: { terms }, signal }),
    retry: false,
  });

/** A field of date and hour leaves out the seconds, which the server's format asks for. */
function withSeconds(at: string): string {
  return at.length === 16 ? `${at}:00` : at;
}
