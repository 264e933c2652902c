/** Times, sizes and links as people of a language write them. */
import type { Say } from "./words";

export function clock(locale: string, at: number, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hour12: false, ...(zone && { timeZone: zone }) };
  return new Intl.DateTimeFormat(locale, options).format(at).replace(/^24/, "00");
}

export function day(locale: string, say: Say, at: number, now = Date.now()): string {
  const since = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (since === 0) return say("today");
  if (since === 1) return say("yesterday");
  return new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }).format(at);
}

export function date(locale: string, at: number): string {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" }).format(at);
}

export function weekday(locale: string, at: number, zone: string): string {
  return `${new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: zone }).format(at)} ${clock(locale, at, zone)}`;
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
  const found: Piece[] = [];
  let last = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}']/gi)) {
    if (match.index > last) found.push({ text: text.slice(last, match.index) });
    found.push({ text: match[0], href: match[0] });
    last = match.index + match[0].length;
  }
  if (last < text.length) found.push({ text: text.slice(last) });
  return found;
}
