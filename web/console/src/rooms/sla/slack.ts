import type { Clock } from "~/client/contract/lists";

export type Promised = "kept" | "running" | "approaching" | "breached" | "paused";

/** How a promise stands at `now`. A running clock past its hour is broken at once, before the server says so. */
export function promised(clock: Clock, now: number): Promised {
  switch (clock.state) {
    case "satisfied":
    case "voided":
      return "kept";
    case "paused":
      return "paused";
    case "running":
    case "breached":
      break;
    default:
      return clock.state satisfies never;
  }
  if (clock.due_at === null) return "paused";
  if (clock.state === "breached" || Date.parse(clock.due_at) <= now) return "breached";
  return clock.approaching_at !== null && Date.parse(clock.approaching_at) <= now ? "approaching" : "running";
}

/** Milliseconds until the promise falls due; negative once broken, infinite while nothing runs. */
export function slack(clock: Clock | null, now: number): number {
  if (!clock || clock.due_at === null || clock.state === "satisfied" || clock.state === "voided") return Infinity;
  return Date.parse(clock.due_at) - now;
}

/** The promises worth a chip: the answer that falls due first, and the resolution. */
export function shown(clocks: Clock[], now: number): Clock[] {
  const running = clocks.filter((one) => promised(one, now) !== "kept");
  const answers = running.filter((one) => one.target !== "resolution").toSorted((one, other) => slack(one, now) - slack(other, now));
  return [...answers.slice(0, 1), ...running.filter((one) => one.target === "resolution")];
}

/** All promises of a case, those that run first. */
export function inOrder(clocks: Clock[]): Clock[] {
  const ended = (one: Clock) => Number(one.state === "satisfied" || one.state === "voided");
  return clocks.toSorted((one, other) => ended(one) - ended(other) || Date.parse(other.started_at) - Date.parse(one.started_at));
}

/** The share of the promise that is used, 0 to 1. */
export function used(clock: Clock, now: number): number {
  const left = slack(clock, now);
  if (left === Infinity) return 0;
  const whole = clock.within_seconds * 1000;
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, 1 - left / whole));
}
