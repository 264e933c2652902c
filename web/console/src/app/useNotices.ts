import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Live } from "~/client/live";

/** Tell the person what happens while they look elsewhere, in the ways that they chose; fetched after the first case. */
export function useNotices(live: Live, userId: string) {
  const cache = useQueryClient();
  useEffect(() => {
    let ended = false;
    let end: (() => void) | null = null;
    import("./notices")
      .then(({ tellNotices }) => {
        if (!ended) end = tellNotices(cache, live, userId);
      })
      .catch(() => undefined); // the desk works without; a newer one is announced by the bar
    return () => {
      ended = true;
      end?.();
    };
  }, [cache, live, userId]);
}
