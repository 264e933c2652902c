import { useQueryClient } from "@tanstack/react-query";
import { useTopic } from "~/client/useTopic";
import { casesListener } from "./casesListener";
import { topicOf } from "./filters";
import type { Listing } from "./queries";

/** Keep a list as it is on the server, while it is on screen. */
export function useCasesLive(listing: Listing, shown: boolean) {
  const cache = useQueryClient();
  useTopic(shown ? topicOf(listing.view, listing.filter, listing.q) : null, casesListener(cache, listing));
}
