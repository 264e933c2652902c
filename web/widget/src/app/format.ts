/** Times, sizes and links as people of a language write them. */
import type { Say } from "./words";

const write = (locale: string, at: number, options: Intl.DateTimeFormatOptions): string => new Date(at).toLocaleString(locale, options);

/** The hour, "09:05", in `zone` (IANA) or where the visitor is. */
export function clock(locale: string, at: number, timeZone?: string): string {
  return write(locale, at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
}

export function day(locale: string, say: Say, at: number, now = Date.now()): string {
  const since = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (since === 0) return say("today");
  if (since === 1) return say("yesterday");
  return write(locale, at, { weekday: "long", day: "numeric", month: "long" });
}

export function date(locale: string, at: number): string {
  return write(locale, at, { day: "numeric", month: "long" });
}

export function weekday(locale: string, at: number, timeZone: string): string {
  return `${write(locale, at, { weekday: "long", timeZone })} ${clock(locale, at, timeZone)}`;
}

export function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** The last part of a zone's name is a city: America/Argentina/Buenos_Aires. */
export function city(zone: string): string {
  return (zone.split("/").pop() ?? "").replace(/_/g, " ");
}

export function size(locale: string, bytes: number): string {
  const mega = bytes >= 1_048_576;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: mega ? 1 : 0 }).format(bytes / (mega ? 1_048_576 : 1024));
  return `${number} ${mega ? "MB" : "kB"}`;
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return words
    .slice(0, 2)
    .map((one) => Array.from(one)[0] ?? "")
    .join("")
    .toUpperCase();
}

export interface Piece {
  text: string;
  href?: string;
}

/** Cut a text into plain pieces and links; only http and https ever become links. */
export function pieces(text: string): Piece[] {
  const found = text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'])/i);
  return found.map((text, place) => (place % 2 ? { text, href: text } : { text })).filter((one) => one.text);
}
