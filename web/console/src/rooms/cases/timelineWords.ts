import { t } from "@lingui/core/macro";
import type { ClockTarget, Priority, SetAsideReason, WaitingOn } from "~/client/contract/lists";
import type { TimelineEntry } from "~/client/contract/messages";
import { clockTime, longDay } from "~/kit/formats";
import { priorityWords } from "./priorityWords";
import { setAsideWords } from "./setAsideWords";
import { waitingWords } from "./waitingWords";

/** What happened, as one would tell it. An event without a sentence of its own shows its name: nothing is hidden. */
export function timelineWords(entry: TimelineEntry, words: Words): string {
  const tell = SENTENCES[entry.kind];
  return tell ? tell(entry, words) : t`${who(entry)}: ${entry.kind.replaceAll("_", " ")}`;
}

/** Names that other rooms give. */
export interface Words {
  channel: (channel: string) => string;
  target: (target: ClockTarget) => string;
}

type Tell = (entry: TimelineEntry, words: Words) => string;

const value = (entry: TimelineEntry, name: string) => String(entry.values[name] ?? "");
const who = (entry: TimelineEntry) => entry.actor.name || (entry.actor.kind === "contact" ? t`El contacto` : t`Trato`);
/** Who wrote is the contact, also where a machine took it in. */
const writer = (entry: TimelineEntry) => (entry.actor.kind === "system" ? t`El contacto` : who(entry));
const channel = (entry: TimelineEntry, words: Words) => words.channel(value(entry, "channel"));
const target = (entry: TimelineEntry, words: Words) => words.target(value(entry, "target") as ClockTarget);

const promised = (entry: TimelineEntry) => `${longDay(value(entry, "due_at"))}, ${clockTime(value(entry, "due_at"))}`;

const INBOUND = new Set(["", "inbound"]);
const PRIORITIES: Record<Priority, true> = { low: true, normal: true, high: true, urgent: true };

/** Who answers from then on, and how it came to be. */
function holderWords(entry: TimelineEntry): string {
  const asked = value(entry, "cause") === "asked";
  switch (value(entry, "holder")) {
    case "other_app":
      return asked ? t`${who(entry)} pasó la conversación a otra aplicación` : t`Otra aplicación tomó la conversación`;
    case "person":
      return asked ? t`${who(entry)} tomó el control de la conversación` : t`${who(entry)} responde en lugar de la automatización`;
    default:
      return value(entry, "was") === "other_app" ? t`La otra aplicación pasó la conversación a Trato` : t`${who(entry)} la devolvió a la automatización`;
  }
}

const SENTENCES: Record<string, Tell> = {
  case_opened: (entry, words) =>
    value(entry, "channel") && INBOUND.has(value(entry, "origin"))
      ? t`${writer(entry)} escribió por ${channel(entry, words)} y se abrió el caso`
      : t`${who(entry)} abrió el caso`,
  conversation_joined: (entry, words) => t`${writer(entry)} siguió por ${channel(entry, words)}`,
  case_assigned: (entry) => {
    const to = value(entry, "to");
    if (!to) return entry.actor.kind === "user" ? t`${who(entry)} lo devolvió a la cola` : t`Quedó en la cola`;
    switch (value(entry, "reason")) {
      case "sticky":
        return t`Le tocó a ${to}: ya atendió antes a este contacto`;
      case "available":
        return t`Le tocó a ${to}: tenía lugar`;
      case "skill":
        return t`Le tocó a ${to}: sabe de esto`;
      case "pull":
        return t`${to} lo tomó`;
      case "manual":
      case "transfer":
        return entry.actor.name === to ? t`${to} lo tomó` : t`${who(entry)} lo asignó a ${to}`;
      case "handover":
        return t`El asistente lo pasó a ${to}`;
      case "rule":
        return t`${who(entry)} lo asignó a ${to}`;
      case "restored":
        return t`Volvió a ${to}`;
      default:
        return t`Le tocó a ${to}`;
    }
  },
  case_changed: (entry) => {
    const priority = value(entry, "priority");
    return priority in PRIORITIES
      ? t`${who(entry)} cambió la prioridad: ${priorityWords(priority as Priority)}`
      : t`${who(entry)} cambió el asunto`;
  },
  case_waiting: (entry) => {
    const on = value(entry, "on");
    const team = value(entry, "team");
    if (team) return t`${who(entry)} lo dejó a la espera del equipo ${team}`;
    return on ? t`${who(entry)} lo dejó a la espera: ${waitingWords(on as WaitingOn)}` : t`${who(entry)} terminó la espera`;
  },
  wait_ended: () => t`Terminó la espera`,
  case_resolved: (entry) => {
    const disposition = value(entry, "disposition");
    return disposition ? t`${who(entry)} lo resolvió: ${disposition}` : t`${who(entry)} lo resolvió`;
  },
  resolution_undone: (entry) => t`${who(entry)} deshizo la resolución`,
  disposition_set: (entry) => t`${who(entry)} lo tipificó: ${value(entry, "disposition")}`,
  case_escalated: (entry) => {
    const to = value(entry, "to");
    if (value(entry, "hands_over") === "true") return to ? t`${who(entry)} pidió que ${to} tome el caso` : t`${who(entry)} pidió que otro tome el caso`;
    if (!to) return t`${who(entry)} pidió ayuda`;
    return value(entry, "level") === "supervisor" ? t`${who(entry)} pidió ayuda a supervisión: ${to}` : t`${who(entry)} pidió ayuda a ${to}`;
  },
  escalation_accepted: (entry) => t`${who(entry)} aceptó ayudar`,
  escalation_ended: (entry) => {
    switch (value(entry, "outcome")) {
      case "answered":
        return t`${who(entry)} respondió y devolvió el caso`;
      case "handed_over":
        return t`${who(entry)} tomó el caso por el pedido de ayuda`;
      case "declined":
        return t`${who(entry)} no pudo ayudar`;
      case "withdrawn":
        return t`${who(entry)} retiró el pedido de ayuda`;
      default:
        return t`El pedido de ayuda terminó con el caso`;
    }
  },
  escalation_restored: () => t`El pedido de ayuda volvió con el caso`,
  case_abandoned: () => t`El contacto se fue antes de que alguien le hablara`,
  case_reopened: (entry) => t`${who(entry)} lo reabrió`,
  case_closed: () => t`Se cerró: un mensaje nuevo abre otro caso`,
  case_set_aside: (entry) => t`${who(entry)} lo apartó: ${setAsideWords(value(entry, "reason") as SetAsideReason)}`,
  case_restored: (entry) => t`${who(entry)} deshizo el apartado`,
  case_tagged: (entry) => t`${who(entry)} puso la etiqueta ${value(entry, "tag")}`,
  case_untagged: (entry) => t`${who(entry)} quitó la etiqueta ${value(entry, "tag")}`,
  promise_made: (entry) => t`${who(entry)} prometió algo para el ${promised(entry)}`,
  promise_kept: (entry) => t`${who(entry)} cumplió lo prometido`,
  promise_moved: (entry) => t`${who(entry)} pasó una promesa al ${promised(entry)}`,
  promise_cancelled: (entry) => (value(entry, "back") === "true" ? t`${who(entry)} volvió a deber una promesa` : t`${who(entry)} dejó una promesa sin efecto`),
  promise_due: (entry) => t`Una promesa estuvo por vencer: ${promised(entry)}`,
  promise_left: () => t`Quien prometió algo ya no está; el equipo lo sabe`,
  promise_broken: () => t`Venció una promesa sin cumplirse`,
  case_merged: (entry) => t`${who(entry)} le unió el caso #${value(entry, "number")}`,
  merge_undone: (entry) => t`${who(entry)} separó el caso #${value(entry, "number")}`,
  case_split: (entry) => t`${who(entry)} abrió un segundo caso, #${value(entry, "number")}`,
  split_undone: (entry) => t`${who(entry)} volvió a reunir el segundo caso, #${value(entry, "number")}`,
  bot_handed_over: () => t`El asistente pidió una persona`,
  message_uncertain: (entry, words) => t`${channel(entry, words)} no confirmó la entrega`,
  message_verified: () => t`Se verificó: el mensaje había llegado`,
  message_failed: (entry, words) => t`${channel(entry, words)} rechazó el mensaje`,
  answered_as: (entry) => {
    const account = value(entry, "account");
    return entry.actor.kind === "system" ? t`Pide atención: se responde como ${account}` : t`${who(entry)} pasó a responder como ${account}`;
  },
  message_moderated: (entry) => {
    const failed = value(entry, "state") === "failed";
    switch (value(entry, "act")) {
      case "hide":
        return failed ? t`El canal no ocultó un comentario` : t`${who(entry)} ocultó un comentario`;
      case "unhide":
        return failed ? t`El canal no volvió a mostrar un comentario` : t`${who(entry)} volvió a mostrar un comentario`;
      case "delete":
        return failed ? t`El canal no eliminó un comentario` : t`${who(entry)} eliminó un comentario`;
      case "like":
        return failed ? t`El canal no tomó un me gusta` : t`${who(entry)} dio me gusta a un comentario`;
      default:
        return failed ? t`El canal no quitó un me gusta` : t`${who(entry)} quitó un me gusta`;
    }
  },
  thread_taken: (entry) => holderWords(entry),
  thread_passed: (entry) => holderWords(entry),
  thread_requested: () => t`Otra aplicación pidió la conversación`,
  thread_request_settled: (entry) => {
    switch (value(entry, "state")) {
      case "granted":
        return t`${who(entry)} aceptó dar la conversación a otra aplicación`;
      case "refused":
        return t`${who(entry)} no dio la conversación a la otra aplicación`;
      default:
        return t`La otra aplicación ya tiene la conversación`;
    }
  },
  thread_deed_failed: (entry) => {
    switch (value(entry, "act")) {
      case "take":
        return t`El canal no dio el control de la conversación`;
      case "pass":
        return t`El canal no pasó la conversación`;
      default:
        return t`El canal no pidió la conversación a la otra aplicación`;
    }
  },
  clock_approaching: (entry, words) => t`Estuvo por vencer: ${target(entry, words)}`,
  clock_breached: (entry, words) => t`Venció: ${target(entry, words)}`,
  clock_satisfied: (entry, words) => t`Se cumplió: ${target(entry, words)}`,
  automation_ran: (entry) => {
    const name = value(entry, "name");
    if (value(entry, "source") === "macro") return t`${who(entry)} usó la macro «${name}»`;
    return value(entry, "outcome") === "refused" ? t`La regla «${name}» no pudo hacer nada` : t`La regla «${name}» hizo lo suyo`;
  },
  automation_undone: (entry) => t`${who(entry)} deshizo lo que hizo «${value(entry, "name")}»`,
  contact_blocked: (entry) => t`${who(entry)} bloqueó al contacto`,
  contact_unblocked: (entry) => t`${who(entry)} desbloqueó al contacto`,
};
