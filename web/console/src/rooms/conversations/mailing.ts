import { readAddresses } from "./addresses";

/** To whom a mail goes besides the contact, and what keeps it from going. */
export interface Mailing {
  to: string[];
  copied: string[];
  blind: string[];
  bad: string[];
  /** Everybody it reaches, the contact among them. */
  count: number;
  tooMany: number;
}

export function mailingOf(draft: { to: string; copied: string; blind: string }, limit: number): Mailing {
  const [to, copied, blind] = [draft.to, draft.copied, draft.blind].map(readAddresses) as [ReturnType<typeof readAddresses>, ReturnType<typeof readAddresses>, ReturnType<typeof readAddresses>];
  const all = new Set([...to.good, ...copied.good, ...blind.good].map((one) => one.toLowerCase()));
  const count = all.size + 1;
  return { to: to.good, copied: copied.good, blind: blind.good, bad: [...to.bad, ...copied.bad, ...blind.bad], count, tooMany: Math.max(0, count - limit) };
}
