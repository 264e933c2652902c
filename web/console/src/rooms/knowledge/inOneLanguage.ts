import type { CannedReply } from "~/client/contract/choices";

/** Each reply once: in the first of the wanted languages that it has, else in whichever it has. */
export function inOneLanguage(all: CannedReply[], wanted: (string | null | undefined)[]): CannedReply[] {
  const rank = (one: CannedReply) => {
    const at = wanted.indexOf(one.language);
    return at < 0 ? wanted.length : at;
  };
  const best = new Map<string, CannedReply>();
  for (const one of all) {
    const there = best.get(one.id);
    if (!there || rank(one) < rank(there)) best.set(one.id, one);
  }
  return [...best.values()];
}
