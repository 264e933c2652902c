import { t } from "@lingui/core/macro";
import { clockTime, sameDay, shortDay } from "./formats";

/** "hasta las 14:05", with the day when it is not today's: "hasta el 24 nov, 14:05". */
export function untilWords(at: string, now: number): string {
  const hour = clockTime(at);
  if (sameDay(at, now)) return t`hasta las ${hour}`;
  const day = shortDay(at, now);
  return t`hasta el ${day}, ${hour}`;
}
