import { type QueryClient, queryOptions } from "@tanstack/react-query";

/** Since when nothing was heard of the server; what is on screen is as it was then. */
export interface AsOf {
  at: number;
  /** Set when the desk began without network, out of what was kept: until when that may be shown. */
  until: number | null;
}

export const asOfQuery = queryOptions<AsOf | null>({ queryKey: ["as_of"], queryFn: () => null, enabled: false, staleTime: Infinity, gcTime: Infinity });

export function setAsOf(cache: QueryClient, asOf: AsOf | null) {
  cache.setQueryData<AsOf | null>([...asOfQuery.queryKey], asOf);
}
