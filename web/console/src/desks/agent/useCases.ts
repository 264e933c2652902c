import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNow } from "~/kit/now";
import { casesQuery, type Listing } from "~/rooms/cases/queries";
import { useCasesLive } from "~/rooms/cases/useCasesLive";

/** The list on screen: fetched by pages, kept by the socket. */
export function useCases(listing: Listing, known: boolean) {
  useCasesLive(listing, known);
  const query = useInfiniteQuery({ ...casesQuery(listing), enabled: known, placeholderData: (old) => old });
  const rows = useMemo(() => (query.data?.pages ?? []).flatMap((page) => page.items), [query.data]);
  const now = useNow();
  return { query, rows, now };
}
