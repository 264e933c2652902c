import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { DayKind, Opening, Standing } from "~/client/contract/hours";

const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** "09:00" of a minute of the day; those of the next day stand as its hours. */
export function hourOf(minute: number): string {
  const within = minute % 1440;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}

/** The minute of "09:00"; null for what is no hour. */
export function minuteOf(hour: string): number | null {
  const found = /^(\d\d):(\d\d)$/.exec(hour);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

/** An opening between two hours; one that ends earlier ends the next day. */
export function openingBetween(from: string, to: string): Opening | null {
  const opens = minuteOf(from);
  const ends = minuteOf(to);
  if (opens === null || ends === null) return null;
  return { opens, closes: ends > opens ? ends : ends + 1440 };
}

/** "09:00–13:30, 14:30–19:00", "Cerrado", "Todo el día". */
export function openingsWords(openings: Opening[]): string {
  if (openings.length === 0) return t`Cerrado`;
  if (openings.length === 1 && openings[0]?.opens === 0 && openings[0].closes === 1440) return t`Todo el día`;
  return openings.map((one) => `${hourOf(one.opens)}–${hourOf(one.closes)}`).join(", ");
}

/** Weekdays from Monday, in the language on screen: "lunes". */
export function weekdayWords(day: number, length: "long" | "short" | "narrow" = "long"): string {
  return new Intl.DateTimeFormat(i18n.locale, { weekday: length, timeZone: "UTC" }).format(new Date(MONDAY + day * DAY));
}

export function monthWords(month: number): string {
  return new Intl.DateTimeFormat(i18n.locale, { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, month, 1)));
}

/** "jueves 24 de diciembre" of "2026-12-24". */
export function dateWords(day: string): string {
  const format = new Intl.DateTimeFormat(i18n.locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`)).replace(",", "");
}

export function kindWords(kind: DayKind): string {
  return KINDS[kind]();
}

const KINDS: Record<DayKind, () => string> = {
  holiday: () => t`Feriado`,
  closure: () => t`Cierre`,
  half_day: () => t`Medio día`,
  special: () => t`Horario especial`,
};

/** "Ahora: abierto, cierra a las 18:00". */
export function standingWords(now: Standing, timeZone: string): string {
  const state = openWords(now, timeZone);
  return t`Ahora: ${state}`;
}

/** "abierto, cierra a las 18:00". */
export function openWords(now: Standing, timeZone: string): string {
  if (now.until === null) return now.is_open ? t`abierto, no cierra` : t`cerrado, sin próxima apertura`;
  const until = momentIn(now.until, timeZone);
  return now.is_open ? t`abierto, cierra ${until}` : t`cerrado, abre ${until}`;
}

/** "viernes 17:50", in the hours of a place; with the date when it is more than six days away. */
export function momentIn(at: string, timeZone: string): string {
  const far = Math.abs(new Date(at).getTime() - Date.now()) > 6 * DAY;
  const date: Intl.DateTimeFormatOptions = far ? { weekday: "long", day: "numeric", month: "long" } : { weekday: "long" };
  const day = new Intl.DateTimeFormat(i18n.locale, { ...date, timeZone }).format(new Date(at)).replace(",", "");
  const hour = new Intl.DateTimeFormat(i18n.locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(new Date(at));
  return t`el ${day} a las ${hour}`;
}

/** "lun a vie 09:00–18:00 · sáb 09:00–13:00": runs of days that are alike, closed days left out. */
export function weekWords(week: Opening[][]): string {
  const runs: { from: number; to: number; words: string }[] = [];
  week.forEach((openings, day) => {
    if (openings.length === 0) return;
    const words = openingsWords(openings);
    const last = runs.at(-1);
    if (last && last.words === words && last.to === day - 1) last.to = day;
    else runs.push({ from: day, to: day, words });
  });
  if (runs.length === 0) return t`Cerrado toda la semana`;
  return runs.map((run) => `${daysWords(run.from, run.to)} ${run.words}`).join(" · ");
}

function daysWords(from: number, to: number): string {
  const first = weekdayWords(from, "short");
  const last = weekdayWords(to, "short");
  if (from === to) return first;
  return to === from + 1 ? t`${first} y ${last}` : t`${first} a ${last}`;
}
