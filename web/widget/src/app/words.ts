/** How the widget says its sentences. Each language is a file of its own: a visitor loads one of them. */
import type { es } from "./words/es";

export type Word = keyof typeof es;
export type Words = Record<Word, string>;

export type Say = (word: Word, ...values: (string | number)[]) => string;

export const LANGUAGES = ["es", "en", "pt"];

/** Return the two letters of a language that the widget speaks, the first of `wanted` that it can. */
export function language(...wanted: (string | undefined | null)[]): string {
  const letters = wanted.map((one) => one?.slice(0, 2).toLowerCase() ?? "");
  return letters.find((one) => LANGUAGES.includes(one)) ?? "es";
}

export function speaker(words: Words): Say {
  return (word, ...values) => (words[word] ?? "").replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)] ?? ""));
}

/** Return the sentence for a refusal of the server. */
export function reason(say: Say, code: string): string {
  return say(`error.${code}` as Word) || say("error.other");
}
