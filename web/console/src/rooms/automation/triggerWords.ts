import { plural, t } from "@lingui/core/macro";
import type { Since, Trigger, TriggerKind } from "~/client/contract/automation";
import { type Lexicon, named } from "./lexicon";

export const TRIGGERS: Record<TriggerKind, () => string> = {
  message_received: () => t`llega un mensaje`,
  case_opened: () => t`se abre un caso`,
  case_reopened: () => t`se reabre un caso`,
  case_assigned: () => t`cambia quién tiene el caso`,
  case_waiting: () => t`el caso queda a la espera`,
  case_resumed: () => t`termina la espera del caso`,
  case_resolved: () => t`se resuelve un caso`,
  tag_added: () => t`se pone una etiqueta`,
  tag_removed: () => t`se quita una etiqueta`,
  priority_changed: () => t`cambia la prioridad`,
  promise_approaching: () => t`una promesa está por vencer`,
  promise_broken: () => t`una promesa se incumple`,
  contact_left: () => t`el contacto se va del chat`,
  message_understood: () => t`se entendió un mensaje`,
  message_corrected: () => t`alguien corrige lo que se entendió de un mensaje`,
  case_judged: () => t`cambia cómo va el caso`,
  time_passed: () => t`pasa un tiempo`,
  team_absent: () => t`no queda nadie presente de un equipo`,
};

export const SINCES: Record<Since, () => string> = {
  unanswered: () => t`el contacto espera respuesta`,
  waiting: () => t`el caso está a la espera`,
  assigned: () => t`la misma persona o el mismo equipo lo tiene`,
  opened: () => t`el caso está abierto`,
  resolved: () => t`el caso está resuelto`,
};

/** "llega un mensaje", "pasan 30 minutos y el contacto espera respuesta". */
export function triggerWords(when: Trigger, lexicon: Lexicon): string {
  if (when.kind === "time_passed") {
    const since = SINCES[when.since ?? "unanswered"]();
    return t`pasan ${minutesWords(when.minutes ?? 0)} y ${since}`;
  }
  if (when.kind === "team_absent" && when.team_id) {
    const team = named(lexicon.values.team, when.team_id);
    return t`no queda nadie presente del equipo «${team}»`;
  }
  const tag = when.tag_id ? named(lexicon.values.tag, when.tag_id) : "";
  if (tag && when.kind === "tag_added") return t`se pone la etiqueta «${tag}»`;
  if (tag && when.kind === "tag_removed") return t`se quita la etiqueta «${tag}»`;
  return TRIGGERS[when.kind]();
}

/** "45 minutos", "2 horas", "3 días": in the largest unit that fits without a rest. */
export function minutesWords(minutes: number): string {
  if (minutes > 0 && minutes % 1_440 === 0) return plural(minutes / 1_440, { one: "# día", many: "# días", other: "# días" });
  if (minutes > 0 && minutes % 60 === 0) return plural(minutes / 60, { one: "# hora", many: "# horas", other: "# horas" });
  return plural(minutes, { one: "# minuto", many: "# minutos", other: "# minutos" });
}
