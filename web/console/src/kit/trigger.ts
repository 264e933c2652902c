/** A sign that opens a list of choices while one writes, and the letters after it, up to the caret. */
export interface Trigger {
  sign: string;
  letters: string;
  /** Where the sign stands, and where the letters end. */
  from: number;
  to: number;
}

/** The sign just before the caret: at the beginning, or after a space or an opening mark; never inside a word or an address. */
export function triggerAt(text: string, caret: number, signs: string): Trigger | null {
  const found = /(?:^|[\s([{¿¡"“«—-])([/@:])([\p{L}\p{M}\p{N}_+-]*)$/u.exec(text.slice(0, caret));
  const sign = found?.[1];
  if (!sign || !signs.includes(sign)) return null;
  const letters = found[2] ?? "";
  return { sign, letters, from: caret - letters.length - 1, to: caret };
}

/** The text with `words` where the trigger stood, and where the caret goes: after them. */
export function putAt(text: string, trigger: Trigger, words: string): { text: string; caret: number } {
  return { text: text.slice(0, trigger.from) + words + text.slice(trigger.to), caret: trigger.from + words.length };
}

/** Letters as a search compares them: without accents and case. */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
}
