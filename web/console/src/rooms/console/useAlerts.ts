import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Alert } from "~/client/contract/floor";
import type { Preferences } from "~/client/contract/preferences";
import { change, put, renew } from "~/client/change";
import { useTopic } from "~/client/useTopic";
import { play } from "~/kit/sound";
import { withAlert } from "./alertList";
import { alertsQuery } from "./alertQueries";

/** Keep the alerts as they are on the server; a new one whose rule says so rings. */
export function useAlerts(alerts: readonly Alert[] | undefined, sound: Preferences["sound"]) {
  const cache = useQueryClient();
  const { queryKey } = alertsQuery;
  const rung = useRef<Set<string> | null>(null);
  useTopic("alerts", {
    changed: (resources) => {
      for (const one of resources) {
        if (one.type === "alerts") put(cache, queryKey, one.alerts);
        if (one.type === "alert") change<Alert[]>(cache, queryKey, (known) => withAlert(known, one.alert));
      }
    },
    missed: () => renew(cache, queryKey),
  });
  useEffect(() => {
    if (!alerts) return;
    const lasting = alerts.filter((one) => one.ended_at === null);
    const news = lasting.filter((one) => one.sound && !rung.current?.has(one.id));
    if (rung.current !== null && news.length > 0) play(sound);
    rung.current = new Set(lasting.map((one) => one.id));
  }, [alerts, sound]);
}
