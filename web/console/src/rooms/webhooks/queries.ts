import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const hooksQuery = queryOptions({
  queryKey: ["webhooks"],
  queryFn: ({ signal }) => call("GET /webhooks", { signal }),
  staleTime: 0,
});

export const deliveriesQuery = (id: string, state: string) =>
  queryOptions({
    queryKey: ["webhooks", id, "deliveries", state],
    queryFn: ({ signal }) => call("GET /webhooks/{id}/deliveries", { path: { id }, query: state ? { state } : {}, signal }),
    staleTime: 0,
  });
