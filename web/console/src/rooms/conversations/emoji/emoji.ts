import { queryOptions } from "@tanstack/react-query";
import type { Locale } from "~/client/contract/basics";
import { plain } from "~/kit/trigger";

export interface Emoji {
  sign: string;
  /** What it is called, in the language on screen. */
  name: string;
  /** The names in every language, and other words for it, without accents. */
  names: string[];
  words: string[];
}

const LANGUAGES: Locale[] = ["es", "en", "pt"];
const KEPT = 24;

/** The signs with their words, fetched when the first one is sought. */
export const emojiQuery = (locale: Locale) =>
  queryOptions({
    queryKey: ["emoji", locale],
    queryFn: async (): Promise<Emoji[]> => {
      const { default: rows } = await import("./emoji.json");
      const at = LANGUAGES.indexOf(locale) + 1;
      return (rows as string[][]).map((row) => ({
        sign: row[0] ?? "",
        name: row[at] ?? row[1] ?? "",
        names: row.slice(1, 4).map(plain),
        words: (row[4] ?? "").split(" "),
      }));
    },
    staleTime: Infinity,
  });

/** The signs for some letters: named so, then with a word of the name, then with another word; used lately first in each. */
export function findEmoji(all: Emoji[], letters: string, recent: string[]): Emoji[] {
  if (letters === "") return recent.flatMap((sign) => all.find((one) => one.sign === sign) ?? []);
  const sought = plain(letters).replaceAll("_", " ");
  const rank = (one: Emoji) => {
    if (one.names.some((name) => name.startsWith(sought))) return 0;
    if (one.names.some((name) => name.includes(` ${sought}`))) return 1;
    return one.words.some((word) => word.startsWith(sought)) ? 2 : 3;
  };
  const lately = (one: Emoji) => {
    const at = recent.indexOf(one.sign);
    return at < 0 ? recent.length : at;
  };
  return all
    .map((one) => ({ one, at: rank(one) }))
    .filter(({ at }) => at < 3)
    .toSorted((left, right) => Number(recent.includes(right.one.sign)) - Number(recent.includes(left.one.sign)) || left.at - right.at || lately(left.one) - lately(right.one))
    .map(({ one }) => one);
}

const key = (userId: string) => `trato.emoji.${userId}`;

export function recentEmoji(userId: string): string[] {
  return JSON.parse(localStorage.getItem(key(userId)) ?? "[]") as string[];
}

export function noteEmoji(userId: string, sign: string) {
  const recent = [sign, ...recentEmoji(userId).filter((one) => one !== sign)].slice(0, KEPT);
  localStorage.setItem(key(userId), JSON.stringify(recent));
}
