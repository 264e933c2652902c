import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { HoursPlan } from "~/client/contract/hours";
import { call } from "~/client/http";

export const calendarsQuery = queryOptions({
  queryKey: ["calendars"],
  queryFn: ({ signal }) => call("GET /calendars", { signal }),
});

export const calendarVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["calendars", id, "versions"],
    queryFn: ({ signal }) => call("GET /calendars/{id}/versions", { path: { id }, signal }),
  });

export const placesQuery = queryOptions({
  queryKey: ["places"],
  queryFn: ({ signal }) => call("GET /calendars/places", { signal }),
  staleTime: Infinity,
});

export const yearQuery = (plan: HoursPlan, year: number) =>
  queryOptions({
    queryKey: ["year", year, plan],
    queryFn: ({ signal }) => call("POST /calendars/year", { body: { plan, year }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
