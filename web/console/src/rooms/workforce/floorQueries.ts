import { queryOptions } from "@tanstack/react-query";
import type { FloorQuery } from "~/client/contract/floorEndpoints";
import { call } from "~/client/http";

const FRESH = 60_000; // the state that lasts comes live; what was before does not change

export const agentsQuery = (part: FloorQuery, key: string) =>
  queryOptions({
    queryKey: ["floor", "agents", key],
    queryFn: ({ signal }) => call("GET /floor/agents", { query: part, signal }),
  });

export const plansQuery = (part: FloorQuery, key: string) =>
  queryOptions({
    queryKey: ["floor", "adherence", key],
    queryFn: ({ signal }) => call("GET /floor/adherence", { query: part, signal }),
    refetchInterval: FRESH,
  });

export const daysQuery = (part: FloorQuery, key: string) =>
  queryOptions({
    queryKey: ["floor", "days", key],
    queryFn: ({ signal }) => call("GET /floor/days", { query: part, signal }),
    refetchInterval: FRESH,
  });
