import { plain } from "~/kit/trigger";
import type { Mention } from "./drafts";

/** The people and teams whose name, or a word of it, begins with some letters; people first, as they came. */
export function findMentions(all: Mention[], letters: string): Mention[] {
  const sought = plain(letters);
  const rank = (one: Mention) => {
    const name = plain(one.words.slice(1));
    if (name.startsWith(sought)) return 0;
    return name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(sought)) ? 1 : 2;
  };
  return all
    .map((one) => ({ one, at: rank(one) }))
    .filter(({ at }) => at < 2)
    .toSorted((left, right) => left.at - right.at)
    .map(({ one }) => one);
}

/** Whether a text holds these words, and not only as the beginning of longer ones. */
function holds(text: string, words: string): boolean {
  const safe = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`${safe}(?![\\p{L}\\p{N}])`, "iu").test(text);
}

/** Whom a note calls: who was chosen and still stands in it, and who was written by hand with the first name alone. */
export function mentionsIn(text: string, chosen: Mention[], all: Mention[]): { mentions: string[]; teams: string[] } {
  const called = new Map<string, Mention>();
  const rest = chosen.reduce((left, one) => {
    if (!holds(left, one.words)) return left;
    called.set(one.id, one);
    return left.replaceAll(one.words, " ");
  }, text);
  for (const one of all) {
    const first = one.kind === "user" ? (one.words.split(" ")[0] ?? one.words) : one.words;
    if (holds(rest, one.words) || holds(rest, first)) called.set(one.id, one);
  }
  const of = (kind: Mention["kind"]) => [...called.values()].filter((one) => one.kind === kind).map((one) => one.id);
  return { mentions: of("user"), teams: of("team") };
}

/** A note in pieces: those that call somebody, by the names that are known, or by an at-sign and a word. */
export function calledPieces(text: string, names: string[]): { text: string; called: boolean }[] {
  const known = names
    .toSorted((one, other) => other.length - one.length)
    .map((name) => `@${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`);
  const split = text.split(new RegExp(`(${[...known, "(?<![\\p{L}\\p{N}])@[\\p{L}\\p{N}_]+"].join("|")})`, "u"));
  return split.map((piece, place) => ({ text: piece, called: place % 2 === 1 })).filter((piece) => piece.text !== "");
}
