import { useQueryClient } from "@tanstack/react-query";
import { useTopic } from "~/client/useTopic";
import { casesListener } from "./casesListener";
import type { Listing } from "./queries";

/** Keep a list as it is on the server, while it is on screen. */
export function useCasesLive(listing: Listing) {
  const cache = useQueryClient();
  useTopic(`cases:${listing.view}`, casesListener(cache, listing));
}
