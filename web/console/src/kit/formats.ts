import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span as a chip says it: "14 min", "1 h 05", "2 d 3 h". Never negative; less than a minute is "1 min". */
export function span(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / MINUTE));
  if (minutes < 60) return t`${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    const rest = String(minutes % 60).padStart(2, "0");
    return t`${hours} h ${rest}`;
  }
  const days = Math.floor(hours / 24);
  const left = hours % 24;
  return left === 0 ? t`${days} d` : t`${days} d ${left} h`;
}

/** A span as a sentence says it: "3 h 12 min", "45 s". */
export function longSpan(milliseconds: number): string {
  const whole = Math.max(0, milliseconds);
  if (whole < MINUTE) {
    const seconds = Math.ceil(whole / 1000);
    return t`${seconds} s`;
  }
  const minutes = Math.floor(whole / MINUTE);
  if (minutes < 60) return t`${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 24) return t`${hours} h ${rest} min`;
  return span(whole);
}

function inLocale(options: Intl.DateTimeFormatOptions, at: string | number): string {
  return new Intl.DateTimeFormat(i18n.locale, options).format(new Date(at));
}

/** "10:02". */
export function clockTime(at: string | number): string {
  return inLocale({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, at);
}

/** "jueves 19 de noviembre". */
export function longDay(at: string | number): string {
  return inLocale({ weekday: "long", day: "numeric", month: "long" }, at).replace(",", "");
}

/** "12 mar 2025", without the year when it is this one. */
export function shortDay(at: string | number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return inLocale({ day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) }, at);
}

/** The hour when it is today, else the day. */
export function moment(at: string | number, now: number): string {
  return sameDay(at, now) ? clockTime(at) : shortDay(at, now);
}

/** Day and hour in full, for tooltips: "jue, 19 nov 2026, 10:02:31". */
export function exactMoment(at: string | number): string {
  return inLocale({ dateStyle: "full", timeStyle: "medium", hourCycle: "h23" }, at);
}

export function sameDay(one: string | number, other: string | number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** Whole days of the calendar from `now` to `at`. */
export function daysBetween(now: number, at: string | number): number {
  const start = new Date(now).setHours(0, 0, 0, 0);
  const end = new Date(at).setHours(0, 0, 0, 0);
  return Math.round((end - start) / DAY);
}

/** "84 kB". */
export function fileSize(bytes: number): string {
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: digits }).format(value);
  if (bytes < 1_000) return `${number(bytes, 0)} B`;
  if (bytes < 1_000_000) return `${number(bytes / 1_000, 0)} kB`;
  return `${number(bytes / 1_000_000, 1)} MB`;
}

export function count(value: number): string {
  return new Intl.NumberFormat(i18n.locale).format(value);
}

export function money(amount: string, currency: string): string {
  return new Intl.NumberFormat(i18n.locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(Number(amount));
}

/** The name of a country or language in the locale on screen; the code itself when it is not known. */
export function nameOf(type: "region" | "language", code: string): string {
  const name = new Intl.DisplayNames([i18n.locale], { type, fallback: "code" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(i18n.locale) + name.slice(1);
}

/** "10:10" where the contact lives; null when we do not know where. */
export function timeThere(timeZone: string | null, now: number): string | null {
  return timeZone ? inLocale({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }, now) : null;
}

/** A share from 0 to 1 as "43 %"; all of it only when it is. */
export function percent(share: number, digits = 0): string {
  const whole = share < 1 ? Math.min(1 - 10 ** -(digits + 2), share) : 1;
  return new Intl.NumberFormat(i18n.locale, { style: "percent", maximumFractionDigits: digits }).format(whole);
}

/** Two letters for a face. */
export function initials(name: string): string {
  const words = name.replace(/[^\p{L}\p{N}\s]/gu, "").split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[1]].map((word) => word?.[0] ?? "") : [words[0]?.slice(0, 2) ?? "?"];
  return letters.join("").toUpperCase();
}

/** "a, b y c", or with "o". */
export function list(parts: readonly string[], type: "conjunction" | "disjunction"): string {
  return new Intl.ListFormat(i18n.locale, { type }).format(parts);
}
