import { queryOptions } from "@tanstack/react-query";
import type { PlanQuery } from "~/client/contract/schedulesEndpoints";
import type { Day } from "~/client/contract/schedules";
import { call } from "~/client/http";

const SOON = 60_000;

export const scheduleTeamsQuery = queryOptions({ queryKey: ["schedule", "teams"], queryFn: ({ signal }) => call("GET /schedule/teams", { signal }) });

export const scheduleQuery = (team: string, monday: Day) =>
  queryOptions({
    queryKey: ["schedule", "week", team, monday],
    queryFn: ({ signal }) => call("GET /schedule", { query: { team_id: team, monday }, signal }),
    enabled: team !== "",
  });

export const ownWeekQuery = (monday: Day) =>
  queryOptions({ queryKey: ["schedule", "mine", monday], queryFn: ({ signal }) => call("GET /schedule/mine", { query: { monday }, signal }) });

export const adherenceQuery = (team: string, first: Day, last: Day, timeZone: string) =>
  queryOptions({
    queryKey: ["adherence", team, first, last, timeZone],
    queryFn: ({ signal }) => call("GET /adherence", { query: { team_id: team, first, last, time_zone: timeZone }, signal }),
    enabled: team !== "",
    refetchInterval: SOON,
  });

export const dayLinesQuery = (team: string, day: Day, timeZone: string) =>
  queryOptions({
    queryKey: ["adherence", "day", team, day, timeZone],
    queryFn: ({ signal }) => call("GET /adherence/day", { query: { team_id: team, day, time_zone: timeZone }, signal }),
    enabled: team !== "",
    refetchInterval: SOON,
  });

export const missingQuery = (team: string) =>
  queryOptions({
    queryKey: ["adherence", "missing", team],
    queryFn: ({ signal }) => call("GET /adherence/missing", { query: { team_id: team }, signal }),
    enabled: team !== "",
    refetchInterval: SOON / 2,
  });

export const planQuery = (given: PlanQuery) =>
  queryOptions({
    queryKey: ["staffing", given],
    queryFn: ({ signal }) => call("GET /staffing", { query: given, signal }),
    enabled: given.brand_id !== "",
    placeholderData: (before) => before,
  });
