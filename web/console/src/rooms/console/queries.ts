import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => call("GET /views", { signal }),
});

/** The devices that are told while their desk is closed, and what a browser listens with. */
export const pushQuery = queryOptions({
  queryKey: ["push"],
  queryFn: ({ signal }) => call("GET /me/push", { signal }),
});
