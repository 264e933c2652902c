import { plural, t } from "@lingui/core/macro";
import type { Against, AskedSkill, Candidate, Decision, Factor, NotGiven } from "~/client/contract/whyEndpoints";

/** What spoke against one candidate. */
export function againstWords({ why, skill, cases }: Candidate): string {
  switch (why) {
    case "":
      return t`Le tocó a esta persona`;
    case "skill":
      return skill ? t`No alcanza el nivel en ${skill}` : t`Le falta una habilidad`;
    case "no_room":
      return t`Sin lugar: lleva ${plural(cases, { one: "# caso", many: "# casos", other: "# casos" })}`;
    case "less_fit":
      return t`Podía tomarlo, pero sumaba menos puntos`;
    case "not_chosen":
      return t`Podía tomarlo`;
    case "passed":
      return t`Lo había dejado pasar`;
    case "takes_another":
      return t`Recibió otro caso en el mismo momento`;
    case "offline":
      return t`Fuera de línea`;
    case "away":
      return t`Fuera del puesto`;
    case "break":
      return t`En pausa`;
    case "busy":
      return t`No tomaba casos nuevos`;
    case "channel_limit":
      return t`En el límite de este canal`;
    case "not_idle":
      return t`Con otros casos, y este ocupa a la persona entera`;
    default:
      return why satisfies never;
  }
}

/** What spoke against several, in a few words: "3 en pausa". */
export function whyWords(why: Against): string {
  switch (why) {
    case "":
      return t`podían tomarlo`;
    case "offline":
      return t`fuera de línea`;
    case "away":
      return t`fuera del puesto`;
    case "break":
      return t`en pausa`;
    case "busy":
      return t`sin tomar casos nuevos`;
    case "skill":
      return t`sin la habilidad`;
    case "no_room":
      return t`sin lugar`;
    case "channel_limit":
      return t`en el límite de este canal`;
    case "not_idle":
      return t`con otros casos, y este ocupa a la persona entera`;
    case "passed":
      return t`lo habían dejado pasar`;
    case "takes_another":
      return t`recibieron otro caso en el mismo momento`;
    case "less_fit":
      return t`podían tomarlo, pero sumaban menos puntos`;
    case "not_chosen":
      return t`podían tomarlo`;
    default:
      return why satisfies never;
  }
}

/** Why a case goes on waiting. */
export function waitingWords(why: NotGiven): string {
  switch (why) {
    case "kept_for":
      return t`Espera un momento a quien ya atendió a este contacto, mientras la promesa lo permita.`;
    case "nobody_there":
      return t`Nadie del equipo está en línea.`;
    case "nobody_able":
      return t`Nadie de los que están en línea alcanza las habilidades que pide.`;
    case "no_room":
      return t`Quienes podrían tomarlo no tienen lugar ahora.`;
    case "others_first":
      return t`Otros casos van antes: son más urgentes o esperan desde hace más.`;
    case "by_hand":
      return t`En esta cola los casos los toman las personas; no se reparten solos.`;
    case "no_team":
      return t`La cola no tiene equipo que la atienda.`;
    case "rests":
      return t`El caso no espera a nadie ahora.`;
    case "at_once":
      return t`Se reparte en un instante.`;
    default:
      return why satisfies never;
  }
}

/** A skill that the case asks for, and who of its team has it; what to do when nobody has. */
export function askedWords({ skill, level, able }: AskedSkill): string {
  if (able === 0) return t`Pide ${skill} desde el nivel ${level}, y nadie del equipo lo alcanza: darlo a alguien en Capacidad y habilidades.`;
  return t`Pide ${skill} desde el nivel ${level}: ${plural(able, { one: "# persona del equipo lo alcanza", many: "# personas del equipo lo alcanzan", other: "# personas del equipo lo alcanzan" })}.`;
}

export function factorWords(factor: Factor): string {
  switch (factor) {
    case "priority":
      return t`Prioridad`;
    case "slack":
      return t`Promesa cercana`;
    case "age":
      return t`Tiempo de espera`;
    case "tier":
      return t`Nivel del canal`;
    case "value":
      return t`Valor del contacto`;
    case "mood":
      return t`Ánimo del contacto`;
    case "level":
      return t`Nivel en lo que pide`;
    case "scarce":
      return t`Otras habilidades que se reservan`;
    case "load":
      return t`Carga que ya lleva`;
    case "sticky":
      return t`Ya atendió a este contacto`;
    default:
      return factor satisfies never;
  }
}

/** What was decided, as one would tell it. */
export function decisionWords({ author, chosen, by, outcome }: Decision): string {
  const who = chosen?.name ?? "";
  if (!chosen) return t`No había a quién darlo`;
  switch (outcome) {
    case "declined":
      return t`Se ofreció a ${who}, que lo dejó pasar`;
    case "timed_out":
      return t`Se ofreció a ${who}, que no respondió a tiempo`;
    case "offered":
      return t`Se ofrece a ${who}`;
    case "accepted":
    case "none":
      break;
    default:
      outcome satisfies never;
  }
  switch (author) {
    case "engine":
      return t`El reparto lo dio a ${who}`;
    case "person":
      return t`${by?.name ?? ""} lo asignó a ${who}`;
    case "rule":
      return t`Una regla lo dio a ${who}`;
    case "self":
      return t`${who} lo tomó`;
    default:
      return author satisfies never;
  }
}
