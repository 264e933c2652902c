import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { searchQuery } from "./queries";

/** What was found, each case once; what was found before stays until the next answer is there. */
export function useFound(find: string) {
  const query = useInfiniteQuery({ ...searchQuery(find), enabled: find !== "", placeholderData: keepPreviousData });
  const data = find === "" ? undefined : query.data;
  const rows = useMemo(() => [...new Map((data?.pages ?? []).flatMap((page) => page.items).map((one) => [one.id, one])).values()], [data]);
  return { query, rows, first: data?.pages[0] ?? null };
}
