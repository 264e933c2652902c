import { t } from "@lingui/core/macro";
import type { PartKind, Shift } from "~/client/contract/schedules";

/** "09:00–18:00"; of time off that lasts days, its name alone. */
export function shiftTimes(shift: Pick<Shift, "starts" | "ends" | "kind">): string {
  if (shift.kind === "off") return t`Ausencia`;
  return `${shift.starts.slice(11)}–${shift.ends.slice(11)}`;
}

export function partName(kind: PartKind): string {
  return { break: t`Pausa`, meeting: t`Reunión`, training: t`Capacitación` }[kind];
}

/** What is expected of somebody at a moment, in a word. */
export function expectedName(what: string): string {
  return what === "work" ? t`Atención` : partName(what as PartKind);
}

/** A shift in a sentence, for whoever does not see the grid: "09:00–18:00, Pausa 13:00–14:00". */
export function shiftSentence(shift: Shift): string {
  const parts = shift.parts.map((part) => `${partName(part.kind)} ${part.starts}–${part.ends}`);
  return [shiftTimes(shift), ...parts, shift.note].filter(Boolean).join(", ");
}
