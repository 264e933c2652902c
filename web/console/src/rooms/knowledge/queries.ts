import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const cannedQuery = (brandId: string) =>
  queryOptions({
    queryKey: ["canned-replies", brandId],
    queryFn: ({ signal }) => call("GET /canned-replies", { query: { brand_id: brandId }, signal }),
    staleTime: 5 * 60_000,
  });
