import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => call("GET /views", { signal }),
});
