import type { CannedReply } from "~/client/contract/choices";

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

/** The canned replies for some letters: those whose shortcut begins with them, then those that hold them anywhere. */
export function find(all: CannedReply[], letters: string): CannedReply[] {
  const sought = plain(letters);
  const rank = (one: CannedReply) => {
    if (plain(one.shortcut).startsWith(sought)) return 0;
    if (plain(one.shortcut).includes(sought) || plain(one.title).includes(sought)) return 1;
    return plain(one.body).includes(sought) ? 2 : 3;
  };
  return all
    .map((one) => ({ one, at: rank(one) }))
    .filter(({ at }) => at < 3)
    .toSorted((left, right) => left.at - right.at)
    .map(({ one }) => one);
}
