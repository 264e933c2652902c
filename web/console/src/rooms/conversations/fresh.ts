import type { Entry } from "./thread";

/** How many messages and notes of others stand after the last one that was seen; none where that is not here any more. */
export function freshAfter(entries: Entry[], seenKey: string | null, myId: string): number {
  if (seenKey === null) return 0;
  const at = entries.findIndex((entry) => entry.key === seenKey);
  if (at < 0) return 0;
  return entries.slice(at + 1).filter((entry) => authorOf(entry) !== null && authorOf(entry) !== myId).length;
}

/** Who wrote it; null for what nobody wrote. */
export function authorOf(entry: Entry): string | null {
  if (entry.kind === "message") return entry.message.author.id ?? entry.message.author.kind;
  return entry.kind === "note" ? entry.note.author.id : null;
}
