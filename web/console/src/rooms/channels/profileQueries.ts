import { queryOptions } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import { call } from "~/client/http";

/** A profile is brought by a worker: it is asked again while the page is open. */
export const profileQuery = (id: Id) =>
  queryOptions({
    queryKey: ["channel-profile", id],
    queryFn: ({ signal }) => call("GET /channels/accounts/{id}/profile", { path: { id }, signal }),
    staleTime: 2_000,
    refetchInterval: 5_000,
  });
