export type Mark = "bold" | "italic" | "struck" | "code";

export interface Marked {
  text: string;
  marks: Mark[];
}

const SIGNS: Record<string, Mark> = { "*": "bold", _: "italic", "~": "struck" };
const PIECE = /```([\s\S]+?)```|(?<![\p{L}\p{N}*_~])([*_~])(?=\S)([^\n]*?\S)\2(?![\p{L}\p{N}])/u;

/** A text as messengers draw it: *bold*, _italic_, ~struck~ and ```code```, one within another, never across lines. */
export function lightMarks(text: string, marks: Mark[] = []): Marked[] {
  const found = PIECE.exec(text);
  if (!found) return text === "" ? [] : [{ text, marks }];
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + found[0].length);
  const inner: Marked[] =
    found[1] === undefined ? lightMarks(found[3] ?? "", [...marks, SIGNS[found[2] ?? ""] ?? "bold"]) : [{ text: found[1], marks: [...marks, "code"] }];
  return [...(before ? [{ text: before, marks }] : []), ...inner, ...lightMarks(after, marks)];
}
