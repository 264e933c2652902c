import type { Quiet } from "~/client/contract/preferences";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Whether somebody wants quiet at an instant, by their own clock; the server says the same of pushes. */
export function isQuiet(quiet: Quiet, at: number, timeZone: string): boolean {
  if (!quiet.on) return false;
  const there = new Intl.DateTimeFormat("en-US", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const parts = Object.fromEntries(there.formatToParts(at).map((part) => [part.type, part.value]));
  if (quiet.days.includes(DAYS.indexOf(parts.weekday ?? "") + 1)) return true;
  const minute = Number(parts.hour) * 60 + Number(parts.minute);
  const { from_minute: begins, to_minute: ends } = quiet;
  return begins <= ends ? begins <= minute && minute < ends : minute >= begins || minute < ends;
}
