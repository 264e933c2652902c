import { t } from "@lingui/core/macro";
import type { Action } from "~/client/contract/automation";
import { scalarWords } from "./conditionWords";
import { type Lexicon, named } from "./lexicon";
import { priorityName } from "./priorityNames";
import { minutesWords } from "./triggerWords";

export const ACTIONS: Record<Action["do"], () => string> = {
  assign: () => t`asignar`,
  priority: () => t`cambiar la prioridad`,
  tag: () => t`poner una etiqueta`,
  untag: () => t`quitar una etiqueta`,
  attribute: () => t`anotar un dato del contacto`,
  note: () => t`escribir una nota`,
  reply: () => t`responder`,
  take_private: () => t`pasar a privado`,
  moderate: () => t`ocultar o eliminar el comentario`,
  hand_over: () => t`cambiar quién responde`,
  wait: () => t`dejar a la espera`,
  escalate: () => t`pedir ayuda`,
  skill: () => t`pedir una habilidad`,
  webhook: () => t`avisar a otros sistemas`,
  set_aside: () => t`apartar`,
  resolve: () => t`resolver`,
};

export const ASIDE_REASONS: [string, () => string][] = [
  ["spam", () => t`correo no deseado`],
  ["troll", () => t`provocación`],
  ["no_engagement", () => t`no pide respuesta`],
  ["courtesy", () => t`cortesía`],
  ["duplicate", () => t`repetido`],
  ["test", () => t`prueba`],
];

export const MODERATIONS: [Extract<Action, { do: "moderate" }>["act"], () => string][] = [
  ["hide", () => t`ocultar el comentario del público`],
  ["delete", () => t`eliminar el comentario del canal`],
];

export const HANDOVERS: [Extract<Action, { do: "hand_over" }>["act"], () => string][] = [
  ["take", () => t`tomar la conversación de otra aplicación`],
  ["pass", () => t`pasar la conversación a la aplicación predeterminada`],
  ["automation", () => t`devolver la conversación a la automatización`],
];

export const WAITS: [Extract<Action, { do: "wait" }>["on"], () => string][] = [
  ["contact", () => t`del contacto`],
  ["third_party", () => t`de un tercero`],
  ["team", () => t`de otro equipo`],
  ["until", () => t`por un tiempo`],
];

/** What an action does, as one would say it: "asignar a la cola «Reclamos»". */
export function actionWords(action: Action, lexicon: Lexicon): string {
  const { choices } = lexicon;
  switch (action.do) {
    case "assign":
      if (action.queue_id) return t`asignar a la cola «${named(choices.queues, action.queue_id)}»`;
      if (action.team_id) return t`asignar al equipo «${named(choices.teams, action.team_id)}»`;
      return t`asignar a ${named(choices.users, action.user_id)}`;
    case "priority":
      return t`poner prioridad ${priorityName(action.priority)}`;
    case "tag":
      return t`poner la etiqueta «${named(choices.tags, action.tag_id)}»`;
    case "untag":
      return t`quitar la etiqueta «${named(choices.tags, action.tag_id)}»`;
    case "attribute": {
      const name = choices.attributes.find((one) => one.key === action.key)?.name ?? action.key;
      return action.value === null ? t`borrar «${name}»` : t`anotar «${name}»: ${scalarWords(action.value)}`;
    }
    case "note":
      return t`escribir una nota`;
    case "reply":
      return action.canned_id ? t`responder con ${named(choices.canned, action.canned_id)}` : t`responder con un texto`;
    case "take_private":
      return t`pasar a privado`;
    case "moderate":
      return MODERATIONS.find(([act]) => act === action.act)?.[1]() ?? action.act;
    case "hand_over":
      return HANDOVERS.find(([act]) => act === action.act)?.[1]() ?? action.act;
    case "wait":
      if (action.on === "until") return t`posponer ${minutesWords(action.minutes ?? 0)}`;
      if (action.on === "team" && action.team_id) return t`dejar a la espera del equipo «${named(choices.teams, action.team_id)}»`;
      return t`dejar a la espera ${WAITS.find(([on]) => on === action.on)?.[1]() ?? ""}`;
    case "set_aside":
      return t`apartar: ${ASIDE_REASONS.find(([reason]) => reason === action.reason)?.[1]() ?? action.reason}`;
    case "resolve":
      return action.disposition_id ? t`resolver: ${named(choices.dispositions, action.disposition_id)}` : t`resolver`;
    case "escalate":
      return action.level === "team" ? t`pedir ayuda al equipo «${named(choices.teams, action.team_id)}»` : t`pedir ayuda a quien supervisa`;
    case "skill":
      return t`pedir la habilidad «${named(choices.skills, action.skill_id)}», nivel ${action.level ?? 1} o más`;
    case "webhook":
      return t`avisar a otros sistemas: ${action.code}`;
  }
}
