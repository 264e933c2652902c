import { fold } from "~/kit/fold";

/**
 * What is meant by some letters, best first: words in a row from the start, words that begin so, letters inside words.
 * Accents and case do not count. A command's id is sought too, so that its English name finds it in any language.
 */
export function rank<One extends { id: string }>(all: readonly One[], sought: string, textOf: (one: One) => string): One[] {
  const parts = fold(sought).split(/\s+/).filter(Boolean);
  const whole = parts.join(" ");
  const place = (one: One): number => {
    const text = `${fold(textOf(one))} ${one.id.replace(/[._]/g, " ")}`;
    if (text.startsWith(whole)) return 0;
    const words = text.split(/[^\p{L}\p{N}]+/u);
    if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 1;
    return parts.every((part) => text.includes(part)) ? 2 : 3;
  };
  return all
    .map((one) => ({ one, at: place(one) }))
    .filter(({ at }) => at < 3)
    .toSorted((first, second) => first.at - second.at)
    .map(({ one }) => one);
}
