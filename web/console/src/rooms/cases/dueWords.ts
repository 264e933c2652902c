import { t } from "@lingui/core/macro";
import type { Pledge } from "~/client/contract/pledges";
import { clockTime, moment, sameDay, span } from "~/kit/formats";

/** When a promise falls due, or how it ended. */
export function dueWords(one: Pick<Pledge, "state" | "due_at">, now: number): string {
  const left = Date.parse(one.due_at) - now;
  switch (one.state) {
    case "kept":
      return t`cumplida`;
    case "cancelled":
      return t`sin efecto`;
    case "broken":
    case "owed":
      if (left <= 0) return t`venció hace ${span(left)}`;
      if (left < 3_600_000) return t`en ${span(left)}`;
      return sameDay(one.due_at, now) ? t`hoy ${clockTime(one.due_at)}` : `${moment(one.due_at, now)} ${clockTime(one.due_at)}`;
    default:
      return one.state satisfies never;
  }
}

/** How it looks: near within an hour, broken once its time has passed. */
export function dueTone(one: Pledge, now: number): "near" | "broken" | null {
  if (one.state === "kept" || one.state === "cancelled") return null;
  const left = Date.parse(one.due_at) - now;
  return left <= 0 ? "broken" : left < 3_600_000 ? "near" : null;
}
