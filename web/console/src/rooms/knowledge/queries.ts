import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

/** What may be said for a brand: what this person uses most on the channel comes first. */
export const cannedQuery = (brandId: string, channel: string) =>
  queryOptions({
    queryKey: ["canned-replies", brandId, channel],
    queryFn: ({ signal }) => call("GET /canned-replies", { query: { brand_id: brandId, channel }, signal }),
    staleTime: 60_000,
  });
