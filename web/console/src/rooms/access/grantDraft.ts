import type { Instant } from "~/client/contract/basics";

/** The end of a day as this browser counts it; null for no end. */
export function endOfDay(day: string): Instant | null {
  if (!day) return null;
  const end = new Date(`${day}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return end.toISOString();
}
