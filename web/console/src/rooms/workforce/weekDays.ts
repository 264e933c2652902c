import { i18n } from "@lingui/core";
import type { Day } from "~/client/contract/schedules";

const DAY = 86_400_000;

function written(at: number): Day {
  return new Date(at).toISOString().slice(0, 10);
}

/** The day that a wall clock in `timeZone` shows. */
export function dayIn(timeZone: string | undefined, now: number): Day {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

export function addDays(day: Day, days: number): Day {
  return written(Date.parse(`${day}T00:00Z`) + days * DAY);
}

export function mondayOf(day: Day): Day {
  return addDays(day, -((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7));
}

export function weekOf(monday: Day): Day[] {
  return [0, 1, 2, 3, 4, 5, 6].map((ahead) => addDays(monday, ahead));
}

/** "lun 23"; with `long`, "lunes, 23 de noviembre". */
export function dayWords(day: Day, long = false): string {
  const options: Intl.DateTimeFormatOptions = long ? { weekday: "long", day: "numeric", month: "long" } : { weekday: "short", day: "numeric" };
  return new Intl.DateTimeFormat(i18n.locale, { ...options, timeZone: "UTC" }).format(Date.parse(`${day}T00:00Z`));
}

/** "23–29 de nov", as the language says it. */
export function weekWords(monday: Day): string {
  const words = new Intl.DateTimeFormat(i18n.locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return words.formatRange(Date.parse(`${monday}T00:00Z`), Date.parse(`${addDays(monday, 6)}T00:00Z`));
}

/** Whether an address names a day. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`));
}

/** The clock of a half hour of the day: "09:30". */
export function halfHour(slot: number): string {
  return `${String(Math.floor((slot % 48) / 2)).padStart(2, "0")}:${slot % 2 ? "30" : "00"}`;
}
