import { t } from "@lingui/core/macro";

/** A choice that the last lines of a text offer: `[Title]`, or `[Title | what it is]`. The server reads them alike. */
export interface Offered {
  title: string;
  description: string;
}

const LINE = /^\[([^[\]|\n]+)(?:\|([^[\]|\n]+))?\]$/;
const MOST = 10;

/** A text without the choices at its end, and those; none where they are no offer. */
export function offeredIn(text: string): { before: string; offered: Offered[] } {
  const lines = text.trimEnd().split("\n");
  const offered: Offered[] = [];
  for (let said = LINE.exec(lines.at(-1)?.trim() ?? ""); said; said = LINE.exec(lines.at(-1)?.trim() ?? "")) {
    offered.unshift({ title: (said[1] ?? "").trim(), description: (said[2] ?? "").trim() });
    lines.pop();
  }
  const before = lines.join("\n").trimEnd();
  const fits = offered.every((one) => one.title.length > 0 && one.title.length <= 60 && one.description.length <= 72);
  const distinct = new Set(offered.map((one) => one.title.toLowerCase())).size === offered.length;
  return offered.length >= 2 && offered.length <= MOST && fits && distinct && before.trim() !== "" ? { before, offered } : { before: text, offered: [] };
}

/** A text with two choices to fill in, or with one more where it offers some. */
export function withOffer(text: string): string {
  const { offered } = offeredIn(text);
  if (offered.length === MOST) return text;
  const option = (n: number) => `[${t`Opción ${n}`}]`;
  const more = offered.length > 0 ? [option(offered.length + 1)] : [option(1), option(2)];
  return [text.trimEnd(), ...more].join("\n").trimStart();
}

/** A text with one more card to fill in: its title, what it is, and what is answered to it. */
export function withCard(text: string): string {
  const card = [`# ${t`Título`} | ${t`Qué es`}`, `[${t`Me interesa`}]`];
  return [text.trimEnd(), ...card].join("\n").trimStart();
}
