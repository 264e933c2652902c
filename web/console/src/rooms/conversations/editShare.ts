/** How much of `was` does not stand in `is` any more, by words: 0 as it was, 1 rewritten. */
export function editShare(was: string, is: string): number {
  const before = was.split(/\s+/).filter(Boolean);
  const after = is.split(/\s+/).filter(Boolean);
  if (before.length === 0) return after.length === 0 ? 0 : 1;
  let row = new Array<number>(after.length + 1).fill(0);
  for (const word of before) {
    const next = [0];
    for (let place = 1; place <= after.length; place++) {
      const same = word === after[place - 1];
      next[place] = same ? (row[place - 1] ?? 0) + 1 : Math.max(row[place] ?? 0, next[place - 1] ?? 0);
    }
    row = next;
  }
  const shared = row[after.length] ?? 0;
  return 1 - shared / Math.max(before.length, after.length);
}
