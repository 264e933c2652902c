import type { CannedReply } from "~/client/contract/choices";
import { plain } from "~/kit/trigger";

/**
 * The canned replies for some letters: those whose shortcut begins with them, then those with a word of the title that
 * does, then those that hold them anywhere. Within each, as they came: what this person uses most first.
 */
export function find(all: CannedReply[], letters: string): CannedReply[] {
  const sought = plain(letters);
  const rank = (one: CannedReply) => {
    const shortcut = plain(one.shortcut);
    const title = plain(one.title);
    if (shortcut.startsWith(sought)) return 0;
    if (title.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(sought))) return 1;
    if (shortcut.includes(sought) || title.includes(sought)) return 2;
    return plain(one.body).includes(sought) ? 3 : 4;
  };
  return all
    .map((one) => ({ one, at: rank(one) }))
    .filter(({ at }) => at < 4)
    .toSorted((left, right) => left.at - right.at)
    .map(({ one }) => one);
}
