import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const setupQuery = queryOptions({ queryKey: ["setup"], queryFn: ({ signal }) => call("GET /setup", { signal }) });

export const placesQuery = queryOptions({
  queryKey: ["setup", "places"],
  queryFn: ({ signal }) => call("GET /setup/places", { signal }),
  staleTime: Infinity,
});
