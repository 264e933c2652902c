import { queryOptions } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import { call } from "~/client/http";

/** Every account that shows something before somebody writes, and how that stands. */
export const profilesQuery = queryOptions({
  queryKey: ["channel-profiles"],
  queryFn: ({ signal }) => call("GET /channels/profiles", { signal }),
  staleTime: 0,
  refetchInterval: 15_000,
});

/** A profile is brought by a worker: it is asked again while the page is open. */
export const profileQuery = (id: Id) =>
  queryOptions({
    queryKey: ["channel-profile", id],
    queryFn: ({ signal }) => call("GET /channels/accounts/{id}/profile", { path: { id }, signal }),
    staleTime: 2_000,
    refetchInterval: 5_000,
  });
