import type { Alert } from "~/client/contract/floor";

/** The alerts with one of them as it is now: in its place, or at the head when it is new. */
export function withAlert(known: Alert[], now: Alert): Alert[] {
  return known.some((one) => one.id === now.id) ? known.map((one) => (one.id === now.id ? now : one)) : [now, ...known];
}
