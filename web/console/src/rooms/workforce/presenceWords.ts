import { t } from "@lingui/core/macro";
import type { Presence, PresenceState } from "~/client/contract/who";

export function presenceWords({ state, reason }: Pick<Presence, "state" | "reason">): string {
  return reason ? `${stateWords(state)}: ${reasonWords(reason)}` : stateWords(state);
}

function stateWords(state: PresenceState): string {
  switch (state) {
    case "available":
      return t`En línea`;
    case "busy":
      return t`En tarea`;
    case "away":
      return t`Ausente`;
    case "offline":
      return t`Sin turno`;
    default:
      return state satisfies never;
  }
}

export function reasonWords(reason: string): string {
  return REASONS[reason]?.() ?? reason;
}

const REASONS: Record<string, () => string> = {
  break: () => t`pausa`,
  lunch: () => t`almuerzo`,
  meeting: () => t`reunión`,
  training: () => t`capacitación`,
  wrap_up: () => t`cierre`,
  coaching: () => t`acompañamiento`,
  system: () => t`problema técnico`,
  other: () => t`otro`,
};
