import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { Locale } from "~/client/contract/basics";
import type { Load, Presence, PresenceReason, PresenceState } from "~/client/contract/who";

/** Where somebody is, and why, in the words of the workspace. */
export function presenceWords({ state, reason }: Pick<Presence, "state" | "reason">, reasons: readonly PresenceReason[]): string {
  return reason ? `${stateWords(state)}: ${reasonWords(reason, reasons)}` : stateWords(state);
}

export function stateWords(state: PresenceState): string {
  switch (state) {
    case "available":
      return t`En línea`;
    case "busy":
      return t`En tarea`;
    case "break":
      return t`En pausa`;
    case "away":
      return t`Ausente`;
    case "offline":
      return t`Fuera de línea`;
    default:
      return state satisfies never;
  }
}

export function reasonWords(code: string, reasons: readonly PresenceReason[]): string {
  return reasons.find((one) => one.code === code)?.names[i18n.locale as Locale] ?? BY_THE_HOUSE[code]?.() ?? code;
}

/** How much is held, live and deferred work apart. */
export function loadWords({ live, deferred }: Load): string {
  const [now, limit, later, most] = [live.now, live.limit, deferred.now, deferred.limit];
  return t`En vivo ${now} de ${limit}, diferidos ${later} de ${most}`;
}

/** What nobody says: the house noticed it. */
const BY_THE_HOUSE: Record<string, () => string> = {
  idle: () => t`sin actividad`,
  disconnected: () => t`sin conexión`,
  unanswered: () => t`sin aceptar lo ofrecido`,
  signed_out: () => t`sesión cerrada`,
  deactivated: () => t`cuenta desactivada`,
};
