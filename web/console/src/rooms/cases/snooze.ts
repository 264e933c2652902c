/**
 * Moments in words, in Spanish, English and Portuguese: "mañana 9", "lunes", "en 2 horas", "fin de mes".
 * A day without an hour means when the brand opens on it, or next after it. Pure: the clock and the hours are given.
 */

export type Understood = { at: Date; /** The day that was said is closed: this is the next opening. */ moved: boolean } | "past" | null;

const MORNING = 9; // where nobody says when the brand opens
const MINUTE = 60_000;
const NUMBERS: Record<string, number> = {
  un: 1, una: 1, um: 1, uma: 1, a: 1, an: 1, one: 1, dos: 2, dois: 2, duas: 2, two: 2, tres: 3, three: 3, cuatro: 4, quatro: 4, four: 4,
  cinco: 5, five: 5, seis: 6, six: 6, diez: 10, dez: 10, ten: 10, quince: 15, quinze: 15, veinte: 20, vinte: 20, media: 0.5, meia: 0.5, half: 0.5,
};
const UNITS: [RegExp, "minute" | "hour" | "day" | "week" | "month"][] = [
  [/^(m|min|mins|minutos?|minutes?)$/, "minute"],
  [/^(h|hs|hr|hrs|horas?|hours?)$/, "hour"],
  [/^(d|dias?|days?)$/, "day"],
  [/^(s|sem|w|semanas?|weeks?)$/, "week"],
  [/^(mes|meses|months?)$/, "month"],
];
const WEEKDAYS = [
  /^(domingo|dom|sunday|sun)$/, /^(lunes|lun|monday|mon|segunda(-feira)?|seg)$/, /^(martes|mar|tuesday|tue|tues|terca(-feira)?|ter)$/,
  /^(miercoles|mie|wednesday|wed|quarta(-feira)?|qua)$/, /^(jueves|jue|thursday|thu|quinta(-feira)?|qui)$/,
  /^(viernes|vie|friday|fri|sexta(-feira)?|sex)$/, /^(sabado|sab|saturday|sat)$/,
];
const MONTHS = [
  /^(enero|ene|january|jan|janeiro)$/, /^(febrero|feb|february|fevereiro|fev)$/, /^(marzo|mar|march|marco)$/, /^(abril|abr|april|apr)$/,
  /^(mayo|may|maio|mai)$/, /^(junio|jun|june|junho)$/, /^(julio|jul|july|julho)$/, /^(agosto|ago|august|aug)$/,
  /^(septiembre|setiembre|sep|set|september|setembro)$/, /^(octubre|oct|october|outubro|out)$/, /^(noviembre|nov|november|novembro)$/,
  /^(diciembre|dic|december|dec|dezembro|dez)$/,
];
const TIME =
  /(?:^|\s)(?:(?:a las?|a la|as|at|@)\s*)?(\d{1,2})(?:(?::|\.|h)(\d{2})|h)?\s*(am|pm|a\.m\.|p\.m\.|hs|horas|h)?(?:\s*(?:de|da|in|por)\s*(?:la|the|a)?\s*(manana|tarde|noche|manha|noite|morning|afternoon|evening))?$/;
const PARTS: [RegExp, [number, number]][] = [
  [/(?:\s+(?:al?|at|ao))?\s+(mediodia|noon|meio[- ]dia)$/, [12, 0]],
  [/(?:\s+(?:por|en|de|in|a|da))?(?:\s+(?:la|the|a))?\s+(tarde|afternoon)$/, [15, 0]],
  [/(?:\s+(?:por|en|de|in|a|da))?(?:\s+(?:la|the|a))?\s+(noche|noite|evening)$/, [20, 0]],
];

/** What a text means as a moment after `now`; null when it is not one. `openings`: when the brand opens on each day. */
export function understand(text: string, now: Date, openings: readonly Date[]): Understood {
  const words = fold(text);
  if (words === "") return null;
  const soon = within(words, now);
  if (soon) return soon;
  const whole = dayOf(words, now);
  if (whole) return opening(whole, now, openings);
  for (const [rest, hour, minute] of clocks(words)) {
    const day = rest === "" ? today(now) : dayOf(rest, now);
    if (!day) continue;
    const at = new Date(day);
    at.setHours(hour, minute, 0, 0);
    if (rest === "" && at <= now) at.setDate(at.getDate() + 1);
    return at > now ? { at, moved: false } : "past";
  }
  return null;
}

function fold(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/;|(?<!\d),|,(?!\d)/g, " ").replace(/\s+/g, " ").trim();
}

/** "en 2 horas", "in half an hour", "30 min": hours and minutes count from now. */
function within(words: string, now: Date): { at: Date; moved: boolean } | null {
  const counted = count(words);
  if (!counted || (counted.unit !== "minute" && counted.unit !== "hour") || !(counted.number > 0)) return null;
  const at = new Date(now.getTime() + counted.number * (counted.unit === "hour" ? 60 : 1) * MINUTE);
  at.setSeconds(0, 0);
  return { at, moved: false };
}

function count(words: string) {
  const found = /^(?:(?:en|in|em|dentro de|daqui a|de aqui a)\s+)?(\d{1,3}(?:[.,]5)?|[a-z]+)\s*(?:an?\s+)?([a-z]+)$/.exec(words);
  if (!found) return null;
  const number = NUMBERS[found[1] ?? ""] ?? Number((found[1] ?? "").replace(",", "."));
  const unit = UNITS.find(([pattern]) => pattern.test(found[2] ?? ""))?.[1];
  return unit && Number.isFinite(number) ? { number, unit } : null;
}

/** The midnight of the day that is said. */
function dayOf(text: string, now: Date): Date | null {
  const words = text.replace(/^(el|la|on|na|no|este|esta|this|para el|para)\s+/, "");
  if (/^(hoy|today|hoje)$/.test(words)) return today(now);
  if (/^(manana|tomorrow|amanha)$/.test(words)) return after(now, 1);
  if (/^(pasado manana|day after tomorrow|the day after tomorrow|depois de amanha)$/.test(words)) return after(now, 2);
  if (/^(proxima semana|semana proxima|semana que viene|semana que vem|next week)$/.test(words)) return after(now, (8 - now.getDay()) % 7 || 7);
  if (/^((a )?(fin|fines|final) de( este)? mes|(no )?(fim|final) do mes|end of (the )?month)$/.test(words)) {
    const last = new Date(now.getFullYear(), now.getMonth() + 1, 0);
    return last > today(now) ? last : new Date(now.getFullYear(), now.getMonth() + 2, 0);
  }
  if (/^(proximo mes|mes proximo|mes que viene|mes que vem|next month)$/.test(words)) return new Date(now.getFullYear(), now.getMonth() + 1, 1);
  const plain = words.replace(/^(proximo|proxima|next)\s+|\s+(que viene|que vem|proximo|proxima)$/g, "");
  const weekday = WEEKDAYS.findIndex((one) => one.test(plain));
  if (weekday >= 0) return after(now, (weekday - now.getDay() + 7) % 7 || 7);
  const counted = count(words);
  if (counted && Number.isInteger(counted.number) && counted.number > 0) {
    if (counted.unit === "day") return after(now, counted.number);
    if (counted.unit === "week") return after(now, 7 * counted.number);
    if (counted.unit === "month") return new Date(now.getFullYear(), now.getMonth() + counted.number, now.getDate());
  }
  return dateOf(words, now);
}

/** "15/12", "15-12-2026", "15 de diciembre", "december 15". */
function dateOf(words: string, now: Date): Date | null {
  const digits = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2}|\d{4}))?$/.exec(words);
  if (digits) return calendarDay(Number(digits[1]), Number(digits[2]) - 1, digits[3], now);
  const named = /^(?:(\d{1,2})(?:\s+de)?\s+([a-z]+)|([a-z]+)\s+(\d{1,2}))(?:\s+(?:de\s+)?(\d{4}))?$/.exec(words);
  if (!named) return null;
  const month = MONTHS.findIndex((one) => one.test(named[2] ?? named[3] ?? ""));
  return month < 0 ? null : calendarDay(Number(named[1] ?? named[4]), month, named[5], now);
}

function calendarDay(day: number, month: number, year: string | undefined, now: Date): Date | null {
  const said = year === undefined ? now.getFullYear() : Number(year.length === 2 ? `20${year}` : year);
  const at = new Date(said, month, day);
  if (at.getMonth() !== month || at.getDate() !== day) return null; // 31/2
  if (year === undefined && at < today(now)) at.setFullYear(said + 1);
  return at;
}

/** The ways to read an hour at the end of a text: what stands before it, hour, minute. */
function clocks(words: string): [string, number, number][] {
  const out: [string, number, number][] = [];
  for (const [pattern, [hour, minute]] of PARTS) {
    if (pattern.test(` ${words}`)) out.push([` ${words}`.replace(pattern, "").replace(/^ (esta|this)$/, "").trim(), hour, minute]);
  }
  const found = TIME.exec(words);
  if (!found) return out;
  let hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  const half = found[3]?.replaceAll(".", "");
  const late = half === "pm" || /^(tarde|noche|noite|afternoon|evening)$/.test(found[4] ?? "");
  if (late && hour < 12) hour += 12;
  if (half === "am" && hour === 12) hour = 0;
  if (hour <= 23 && minute <= 59) out.push([words.slice(0, found.index).trim(), hour, minute]);
  return out;
}

/** When the brand opens on a day, or next after it; nine o'clock where nobody says. */
function opening(day: Date, now: Date, openings: readonly Date[]): Understood {
  const next = openings.find((one) => one >= day && one > now);
  if (next) return { at: next, moved: next.toDateString() !== day.toDateString() };
  const at = new Date(day);
  at.setHours(MORNING, 0, 0, 0);
  return at > now ? { at, moved: false } : "past";
}

function today(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate());
}

function after(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
}
