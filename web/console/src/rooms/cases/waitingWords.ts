import { t } from "@lingui/core/macro";
import type { Waiting, WaitingOn } from "~/client/contract/lists";
import { clockTime, daysBetween, shortDay } from "~/kit/formats";

export function waitingWords(on: WaitingOn): string {
  switch (on) {
    case "contact":
      return t`contacto`;
    case "third_party":
      return t`un tercero`;
    case "team":
      return t`otro equipo`;
    case "until":
      return t`una fecha`;
    default:
      return on satisfies never;
  }
}

/** In a chip: who we wait for, or until when. */
export function restWords(waiting: Waiting, now: number): string {
  if (waiting.on !== "until" || waiting.until === null) return waitingWords(waiting.on);
  const days = daysBetween(now, waiting.until);
  if (days === 0) return clockTime(waiting.until);
  if (days === 1) return t`mañana`;
  return shortDay(waiting.until, now);
}
