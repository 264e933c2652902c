/** What the variables of a canned reply stand for; a name that nobody has is not known. */
export interface Values {
  "contact.first_name": string;
  "contact.name": string;
  "agent.name": string;
  "agent.alias": string;
  "case.number": string;
  "brand.name": string;
}

export interface Piece {
  text: string;
  variable: boolean;
  /** Nothing could be put there: it stands as it was written, to be filled in by hand. */
  missing: boolean;
}

/** The same grammar as the server's: {{contact.name}}, or {{contact.name|words for when there is none}}. */
const VARIABLE = /(\{\{\s*[^{}|]*?\s*(?:\|[^{}]*)?\}\})/;
const PARTS = /^\{\{\s*([^{}|]*?)\s*(?:\|([^{}]*))?\}\}$/;

/** The text as it will leave, in pieces, so that what was filled in can be shown. An unknown variable stays as written. */
export function pieces(body: string, values: Values): Piece[] {
  return body.split(VARIABLE).flatMap((text): Piece[] => {
    if (!text) return [];
    const found = PARTS.exec(text);
    if (!found) return [{ text, variable: false, missing: false }];
    const value = values[found[1] as keyof Values]?.trim();
    const otherwise = found[2]?.trim();
    if (!value && otherwise === undefined) return [{ text, variable: true, missing: true }];
    return [{ text: value || (otherwise ?? ""), variable: true, missing: false }];
  });
}

export function fill(body: string, values: Values): string {
  return pieces(body, values)
    .map((one) => one.text)
    .join("");
}

/** Whether everything in it could be filled in. */
export function isWhole(body: string, values: Values): boolean {
  return pieces(body, values).every((one) => !one.missing);
}
