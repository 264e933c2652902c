import type { Day, Grain } from "~/client/contract/reportsEndpoints";

const DAY = 86_400_000;
const WEEK = 7;
const MOST_DAYS = 31; // as marks of their own; then weeks, then months
const MOST_OF_WEEKS = 200;

/** The day that is now for whoever looks. */
export function today(now: number): Day {
  const here = new Date(now);
  return `${here.getFullYear()}-${two(here.getMonth() + 1)}-${two(here.getDate())}`;
}

/** A day so many days later, or earlier. */
export function daysAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** How many days a period has, both ends inside. */
export function lengthOf(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY) + 1;
}

/** The first day of a day's week: Monday. */
export function mondayOf(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + WEEK - 1) % WEEK;
  return daysAfter(day, -weekday);
}

/** Days, weeks or months: as many marks as can be told apart. */
export function grainOf(from: Day, to: Day): Grain {
  const days = lengthOf(from, to);
  return days <= MOST_DAYS ? "day" : days <= MOST_OF_WEEKS ? "week" : "month";
}

/** The same length of time, before or after it. */
export function shifted(from: Day, to: Day, way: 1 | -1): { from: Day; to: Day } {
  const days = lengthOf(from, to) * way;
  return { from: daysAfter(from, days), to: daysAfter(to, days) };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
