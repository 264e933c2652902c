import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const alertsQuery = queryOptions({
  queryKey: ["floor", "alerts"],
  queryFn: ({ signal }) => call("GET /floor/alerts", { signal }),
});

export const alertRulesQuery = queryOptions({
  queryKey: ["floor", "alert-rules"],
  queryFn: ({ signal }) => call("GET /floor/alert-rules", { signal }),
});
