import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLink } from "~/client/useLink";
import { useTopic } from "~/client/useTopic";
import { casesListener } from "./casesListener";
import { topicOf } from "./filters";
import { forgetLooks } from "./onlookers";
import type { Listing } from "./queries";

/** Keep a list as it is on the server, while it is on screen. */
export function useCasesLive(listing: Listing, shown: boolean) {
  const cache = useQueryClient();
  useTopic(shown ? topicOf(listing.view, listing.filter, listing.q) : null, casesListener(cache, listing));
  const link = useLink();
  useEffect(() => {
    if (link === "lost") forgetLooks(cache); // who looked then may have gone; the line says it anew once it is back
  }, [cache, link]);
}
