import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const brandsQuery = queryOptions({
  queryKey: ["brands", "all"],
  queryFn: ({ signal }) => call("GET /brands", { query: { retired: true }, signal }),
});

export const controllersQuery = queryOptions({
  queryKey: ["controllers"],
  queryFn: ({ signal }) => call("GET /controllers", { signal }),
});
