import { useQueryClient } from "@tanstack/react-query";
import { useTopic } from "~/client/useTopic";
import { place, type Rows, takeOut } from "./order";
import { casesQuery, type Listing } from "./queries";

/** Keep a list as it is on the server. While words filter it, any change fetches it again: only the server searches. */
export function useCasesLive(listing: Listing) {
  const cache = useQueryClient();
  const { queryKey } = casesQuery(listing);
  useTopic(`cases:${listing.view}`, {
    changed: (resources) => {
      if (listing.q) return void cache.invalidateQueries({ queryKey });
      cache.setQueryData(queryKey, (old) => {
        let rows = old as Rows | undefined;
        if (!rows) return old;
        for (const one of resources) {
          if (one.type === "case_row") rows = place(rows, one.row, listing.sort);
          if (one.type === "gone" && one.of === "case_row") rows = takeOut(rows, one.id);
        }
        return rows;
      });
    },
    missed: () => void cache.invalidateQueries({ queryKey }),
  });
}
