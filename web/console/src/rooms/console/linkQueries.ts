import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const wallLinksQuery = queryOptions({
  queryKey: ["floor", "links"],
  queryFn: ({ signal }) => call("GET /floor/links", { signal }),
});
