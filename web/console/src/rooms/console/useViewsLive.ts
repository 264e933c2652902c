import { useQueryClient } from "@tanstack/react-query";
import { put, renew } from "~/client/change";
import { useTopic } from "~/client/useTopic";
import { viewsQuery } from "./queries";

/** Keep the counts of the views as they are. */
export function useViewsLive() {
  const cache = useQueryClient();
  useTopic("views", {
    changed: (resources) => {
      for (const one of resources) if (one.type === "views") put(cache, viewsQuery.queryKey, one.views);
    },
    missed: () => renew(cache, viewsQuery.queryKey),
  });
}
