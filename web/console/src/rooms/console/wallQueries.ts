import { queryOptions } from "@tanstack/react-query";
import type { FloorQuery } from "~/client/contract/floorEndpoints";
import { call } from "~/client/http";

/** The part as a topic names it: "brand=…&queue=…". */
export function partOf(query: FloorQuery): string {
  return (["brand", "queue", "team"] as const).flatMap((name) => (query[name] ? [`${name}=${query[name]}`] : [])).join("&");
}

export const wallQuery = (part: FloorQuery) =>
  queryOptions({
    queryKey: ["floor", "wall", partOf(part)],
    queryFn: ({ signal }) => call("GET /floor", { query: part, signal }),
  });
