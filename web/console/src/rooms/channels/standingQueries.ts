import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const STANDINGS = ["channels", "standings"];

/** How channels stand with a brand (empty: with all) in a country (empty: everywhere). */
export function matrixQuery(brand: string, country: string) {
  const query = { ...(brand ? { brand_id: brand } : {}), ...(country ? { country } : {}) };
  return queryOptions({
    queryKey: [...STANDINGS, brand, country],
    queryFn: ({ signal }) => call("GET /channels/standings", { query, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}
