import type { QueryClient } from "@tanstack/react-query";
import { change, renew } from "~/client/change";
import type { Listener } from "~/client/live";
import { seeLooks } from "./onlookers";
import { place, type Rows, takeOut } from "./order";
import { casesQuery, type Listing } from "./queries";

/** Keeps a list as it is on the server, which says of each case whether it is in the list, words and filters included. */
export function casesListener(cache: QueryClient, listing: Listing): Listener {
  const { queryKey } = casesQuery(listing);
  return {
    changed: (resources) => {
      seeLooks(cache, resources);
      change<Rows>(cache, queryKey, (old) => {
        let rows = old;
        for (const one of resources) {
          if (one.type === "case_row") rows = place(rows, one.row, listing.sort);
          if (one.type === "gone" && one.of === "case_row") rows = takeOut(rows, one.id);
        }
        return rows;
      });
    },
    missed: () => renew(cache, queryKey),
  };
}
