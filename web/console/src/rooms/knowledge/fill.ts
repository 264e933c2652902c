/** What the variables of a canned reply stand for. */
export interface Values {
  "contact.first_name": string;
  "contact.name": string;
  "agent.name": string;
  "case.number": string;
  "brand.name": string;
}

export interface Piece {
  text: string;
  variable: boolean;
}

/** The text as it will leave, in pieces, so that what was filled in can be shown. An unknown variable stays as written. */
export function pieces(body: string, values: Values): Piece[] {
  return body.split(/(\{\{[\w.]+\}\})/).flatMap((text): Piece[] => {
    if (!text) return [];
    const name = /^\{\{([\w.]+)\}\}$/.exec(text)?.[1];
    if (!name) return [{ text, variable: false }];
    const value = values[name as keyof Values];
    return [{ text: value ?? text, variable: true }];
  });
}

export function fill(body: string, values: Values): string {
  return pieces(body, values)
    .map((one) => one.text)
    .join("");
}
