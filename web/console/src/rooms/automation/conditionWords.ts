import { plural, t } from "@lingui/core/macro";
import type { ChoiceField, Condition, Leaf, NumberField, Prediction, Scalar, ValueOp, YesNoField } from "~/client/contract/automation";
import { list, percent } from "~/kit/formats";
import { isGroup } from "./leaves";
import { type Lexicon, named } from "./lexicon";
import { priorityName } from "./priorityNames";

export const FIELDS: Record<ChoiceField, () => string> = {
  state: () => t`el estado`,
  waiting_on: () => t`lo que se espera`,
  queue: () => t`la cola`,
  holder: () => t`quién tiene el caso`,
  team: () => t`el equipo que lo tiene`,
  agent: () => t`la persona que lo tiene`,
  tag: () => t`las etiquetas`,
  disposition: () => t`la tipificación`,
  surface: () => t`por dónde escribió`,
  channel: () => t`el canal`,
  account: () => t`la cuenta de canal`,
  brand: () => t`la marca`,
  country: () => t`el país`,
  language: () => t`el idioma del contacto`,
  organisation: () => t`la organización del contacto`,
  flag: () => t`las marcas del contacto`,
  origin: () => t`el origen del caso`,
  about: () => t`de qué se trata el mensaje`,
  sentiment: () => t`cómo suena el mensaje`,
  message_language: () => t`el idioma del mensaje`,
  target: () => t`la promesa`,
};

export const NUMBERS: Record<NumberField, () => string> = {
  priority: () => t`la prioridad`,
  tier: () => t`el nivel del canal`,
  minutes_open: () => t`los minutos desde que se abrió`,
  minutes_unanswered: () => t`los minutos sin respuesta`,
  files: () => t`los archivos del mensaje`,
  rating: () => t`las estrellas de la reseña`,
};

export const YES_NO: Record<YesNoField, [() => string, () => string]> = {
  open_hours: [() => t`es horario de atención`, () => t`es fuera del horario de atención`],
  somebody_available: [() => t`hay alguien disponible en la cola`, () => t`no hay nadie disponible en la cola`],
  first_case: [() => t`es el primer caso del contacto`, () => t`el contacto tuvo otros casos`],
  courtesy: [() => t`el mensaje es una cortesía`, () => t`el mensaje no es una cortesía`],
  public: [() => t`el mensaje es público`, () => t`el mensaje es privado`],
  from_ad: [() => t`llegó por un anuncio`, () => t`no llegó por un anuncio`],
};

/** What is predicted of a case. */
export const PREDICTIONS: Record<Prediction, () => string> = {
  csat: () => t`la satisfacción prevista (0 a 100)`,
  urgency: () => t`la urgencia (0 a 2)`,
  dissatisfied: () => t`la probabilidad de insatisfacción`,
  escalation: () => t`la probabilidad de escalamiento`,
  churn: () => t`la probabilidad de perder al cliente`,
  lead: () => t`la probabilidad de que quiera comprar`,
  needs_human: () => t`la probabilidad de que haga falta una persona`,
  offensive: () => t`la probabilidad de que ofenda`,
  engageable: () => t`la probabilidad de que pida respuesta`,
  influence: () => t`la influencia del contacto (0 a 100)`,
  value: () => t`el valor del contacto (0 a 100)`,
};

/** Those that are told from 0 to 1, and shown as a percentage. */
const OF_100: readonly Prediction[] = ["csat", "influence", "value"];
export const isShare = (name: Prediction): boolean => name !== "urgency" && !OF_100.includes(name);

export const OPS: Record<ValueOp, () => string> = {
  is: () => t`es`,
  is_not: () => t`no es`,
  at_least: () => t`es al menos`,
  at_most: () => t`es a lo sumo`,
  known: () => t`se conoce`,
  unknown: () => t`no se conoce`,
};

/** One question, as one would say it. */
export function leafWords(leaf: Leaf, lexicon: Lexicon): string {
  switch (leaf.is) {
    case "text": {
      const words = list(leaf.words.map((one) => t`«${one}»`), leaf.op === "all" ? "conjunction" : "disjunction");
      if (leaf.op === "none") return t`el texto no dice ${words}`;
      return leaf.whole === false ? t`el texto contiene ${words}` : t`el texto dice ${words}`;
    }
    case "earlier": {
      const times = plural(leaf.at_least ?? 1, { one: "# mensaje", many: "# mensajes", other: "# mensajes" });
      const days = plural(leaf.days, { one: "# día", many: "# días", other: "# días" });
      return leaf.words?.length
        ? t`el contacto escribió al menos ${times} con ${list(leaf.words.map((one) => t`«${one}»`), "disjunction")} en ${days}`
        : t`el contacto escribió al menos ${times} en ${days}`;
    }
    case "choice": {
      const values = list(leaf.values.map((one) => named(lexicon.values[leaf.field], one)), "disjunction");
      const field = FIELDS[leaf.field]();
      if (leaf.field === "tag" || leaf.field === "flag") return leaf.op === "is_not" ? t`entre ${field} no está ${values}` : t`entre ${field} está ${values}`;
      return leaf.op === "is_not" ? t`${field} no es ${values}` : t`${field} es ${values}`;
    }
    case "number":
      return `${NUMBERS[leaf.field]()} ${OPS[leaf.op ?? "at_least"]()} ${leaf.field === "priority" ? priorityName(leaf.value) : leaf.value}`;
    case "yes_no":
      return YES_NO[leaf.field][leaf.value === false ? 1 : 0]();
    case "attribute": {
      const name = lexicon.choices.attributes.find((one) => one.key === leaf.key)?.name ?? leaf.key;
      return `«${name}» ${OPS[leaf.op]()} ${leaf.value === undefined || leaf.value === null ? "" : scalarWords(leaf.value)}`.trim();
    }
    case "time":
      return t`son ${daysWords(leaf.days)}, de ${hourWords(leaf.begins ?? 0)} a ${hourWords(leaf.ends ?? 1_440)}`;
    case "prediction":
      return `${PREDICTIONS[leaf.name]()} ${OPS[leaf.op ?? "at_least"]()} ${isShare(leaf.name) ? percent(leaf.value) : leaf.value}`;
  }
}

/** A whole condition in words; "" when it asks nothing. */
export function conditionWords(condition: Condition | undefined, lexicon: Lexicon, inner = false): string {
  if (!condition) return "";
  if (condition.is === "not") return t`no es cierto que ${conditionWords(condition.of, lexicon, true)}`;
  if (!isGroup(condition)) return leafWords(condition, lexicon);
  const parts = condition.of.map((one) => conditionWords(one, lexicon, true)).filter(Boolean);
  const words = list(parts, condition.is === "all" ? "conjunction" : "disjunction");
  return inner && parts.length > 1 ? `(${words})` : words;
}

export function scalarWords(value: Scalar): string {
  if (value === true) return t`sí`;
  return value === false ? t`no` : String(value);
}

export function hourWords(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

export function dayName(day: number): string {
  // the first of January 2024 was a Monday
  return new Intl.DateTimeFormat(document.documentElement.lang || "es", { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2024, 0, day));
}

function daysWords(days: number[] | undefined): string {
  const kept = days ?? WEEK;
  if (kept.length === WEEK.length) return t`todos los días`;
  return list(kept.map(dayName), "conjunction");
}

