import { t } from "@lingui/core/macro";
import type { AsideBy, Aspect, NoAnswer, Understood } from "~/client/contract/triage";
import { nameOf } from "~/kit/formats";
import { KINDS, type MessageKind, MOODS, type Mood } from "~/rooms/intelligence/understoodWords";

export function urgencyWords(urgency: number): string {
  return urgency >= 2 ? t`muy urgente` : urgency === 1 ? t`urgente` : t`puede esperar`;
}

/** Why a message need not be answered. */
export function noAnswerWords(reason: NoAnswer): string {
  return KINDS[reason === "no_engagement" ? "noise" : reason]();
}

export function byWords(by: AsideBy): string {
  switch (by) {
    case "understanding":
      return t`lo que se entendió`;
    case "rule":
      return t`una regla`;
    case "person":
      return t`una persona`;
    case "arrival":
      return t`al llegar`;
    default:
      return by satisfies never;
  }
}

/** The same as a guess. */
export function seemsWords(reason: NoAnswer, sure: string): string {
  switch (reason) {
    case "spam":
      return t`parece mensaje basura (${sure})`;
    case "troll":
      return t`parece una provocación (${sure})`;
    case "no_engagement":
      return t`parece que no pide respuesta (${sure})`;
    default:
      return reason satisfies never;
  }
}

export interface Choice {
  meant: string;
  words: string;
}

/** What each aspect may be corrected to, in the order of the menu. */
export function choicesOf(): { aspect: Aspect; words: string; choices: Choice[] }[] {
  const kinds: MessageKind[] = ["issue", "question", "lead", "product_insight", "praise", "complaint_brand", "noise"];
  const moods: Mood[] = ["negative", "neutral", "positive"];
  return [
    {
      aspect: "engageable",
      words: t`¿Pide respuesta?`,
      choices: [
        { meant: "yes", words: t`sí pide respuesta` },
        { meant: "spam", words: noAnswerWords("spam") },
        { meant: "troll", words: noAnswerWords("troll") },
        { meant: "no_engagement", words: noAnswerWords("no_engagement") },
      ],
    },
    { aspect: "kind", words: t`Clase`, choices: kinds.map((one) => ({ meant: one, words: KINDS[one]() })) },
    { aspect: "sentiment", words: t`Ánimo`, choices: moods.map((one) => ({ meant: one, words: MOODS[one]() })) },
    { aspect: "urgency", words: t`Urgencia`, choices: [0, 1, 2].map((one) => ({ meant: String(one), words: urgencyWords(one) })) },
    {
      aspect: "needs_human",
      words: t`¿Necesita a una persona?`,
      choices: [
        { meant: "yes", words: t`necesita a una persona` },
        { meant: "no", words: t`no necesita a una persona` },
      ],
    },
    {
      aspect: "offensive",
      words: t`¿Ofende?`,
      choices: [
        { meant: "yes", words: t`ofende` },
        { meant: "no", words: t`no ofende` },
      ],
    },
    { aspect: "language", words: t`Idioma`, choices: ["es", "pt", "en"].map((one) => ({ meant: one, words: nameOf("language", one) })) },
  ];
}

/** What holds of an aspect: a person's word, else what was understood. */
export function meantOf(one: Understood, aspect: Aspect): string {
  const said = one.corrected[aspect];
  if (said !== undefined) return said;
  switch (aspect) {
    case "kind":
      return one.kind;
    case "engageable":
      return one.engageable ? "yes" : one.why === "spam" || one.why === "troll" ? one.why : "no_engagement";
    case "sentiment":
      return one.sentiment;
    case "urgency":
      return String(one.urgency);
    case "needs_human":
      return one.needs_human ? "yes" : "no";
    case "offensive":
      return one.offensive ? "yes" : "no";
    case "language":
      return one.lang;
    default:
      return aspect satisfies never;
  }
}
