import { fold } from "~/kit/fold";
import { type FilterName, filterWords, valueWords } from "./filterWords";

export interface Suggestion {
  /** What stands in the place of the word that is being typed. */
  text: string;
  words: string;
  tells: string;
}

const MOST = 8;

/** What the word at the end may become: a filter, or a value of the one begun. `known` are the workspace's own names. */
export function suggest(typed: string, known: Partial<Record<FilterName, string[]>>): Suggestion[] {
  const last = wordAtEnd(typed);
  if (last === "") return [];
  const sign = last.startsWith("-") ? "-" : "";
  const [name = "", ...rest] = last.slice(sign.length).split(":");
  const filters = filterWords();
  if (rest.length === 0) {
    if (name === "") return [];
    return filters
      .filter((one) => fold(one.word).startsWith(fold(name)))
      .map((one) => ({ text: `${sign}${one.word}:`, words: `${one.word}:`, tells: one.tells }));
  }
  const filter = filters.find((one) => fold(one.word) === fold(name));
  if (!filter) return [];
  const begun = fold(rest.join(":").replaceAll('"', ""));
  return [...valueWords(filter.name), ...(known[filter.name] ?? [])]
    .filter((value) => fold(value).split(" ").some((part) => part.startsWith(begun)) || fold(value).startsWith(begun))
    .filter((value) => fold(value) !== begun)
    .slice(0, MOST)
    .map((value) => ({ text: `${sign}${filter.word}:${value.includes(" ") ? `"${value}"` : value} `, words: value, tells: "" }));
}

/** The question with a suggestion in the place of the word that is being typed. */
export function take(typed: string, suggestion: Suggestion): string {
  return typed.slice(0, typed.length - wordAtEnd(typed).length) + suggestion.text;
}

/** The last word, with the words of its quotes: nothing after a space outside of them. */
function wordAtEnd(typed: string): string {
  return /(?:[^\s"]|"[^"]*"?)*$/.exec(typed)?.[0] ?? "";
}
