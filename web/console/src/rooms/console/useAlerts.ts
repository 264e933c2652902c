import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Alert } from "~/client/contract/floor";
import type { Preferences } from "~/client/contract/preferences";
import { play } from "~/kit/sound";
import { alertsQuery } from "./alertQueries";

const AGAIN = 5_000; // as often as they are judged

/** Alerts are judged every few seconds, and asked for as often; a new one whose rule says so rings. */
export function useAlerts(alerts: readonly Alert[] | undefined, sound: Preferences["sound"]) {
  const cache = useQueryClient();
  const rung = useRef<Set<string> | null>(null);
  useEffect(() => {
    const timer = setInterval(() => void cache.invalidateQueries({ queryKey: alertsQuery.queryKey }), AGAIN);
    return () => clearInterval(timer);
  }, [cache]);
  useEffect(() => {
    if (!alerts) return;
    const lasting = alerts.filter((one) => one.ended_at === null);
    const news = lasting.filter((one) => one.sound && !rung.current?.has(one.id));
    if (rung.current !== null && news.length > 0) play(sound);
    rung.current = new Set(lasting.map((one) => one.id));
  }, [alerts, sound]);
}
