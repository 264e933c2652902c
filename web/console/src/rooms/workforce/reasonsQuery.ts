import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const reasonsQuery = queryOptions({
  queryKey: ["presence-reasons"],
  queryFn: ({ signal }) => call("GET /presence-reasons", { signal }),
});
