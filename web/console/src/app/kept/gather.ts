import { hashKey, type InfiniteData, type Query, type QueryClient, type QueryKey } from "@tanstack/react-query";
import type { CaseDetail } from "~/client/contract/cases";
import type { ThreadPage } from "~/client/contract/messages";
import type { KeptQuery } from "~/rooms/console/kept";

const HOUR = 3_600_000;
export const OLDEST = 24 * HOUR;
export const MOST = { lists: 3, pages: 2, cases: 30, characters: 2_000_000 };
const ALWAYS = new Set(["me", "views", "teams"]);
const OF_CASE = new Set(["case", "thread", "timeline", "contact"]);

export function isKept([kind]: QueryKey): boolean {
  return ALWAYS.has(kind as string) || kind === "cases" || OF_CASE.has(kind as string);
}

/** The case that something belongs to, or null. A contact is kept with the case beside which it was shown. */
export function caseOf(key: QueryKey): string | null {
  if (!OF_CASE.has(key[0] as string)) return null;
  return String(key[0] === "contact" ? key[2] : key[1]);
}

/**
 * What is kept of what is here: who is here, the views, and of lists and cases those on screen last. `seen` says when
 * each was, by its hash; `before` is what was kept already. Bounded in age, number and size, the latest first.
 */
export function gather(cache: QueryClient, seen: ReadonlyMap<string, number>, before: readonly KeptQuery[], now: number): KeptQuery[] {
  const found = new Map<string, KeptQuery & { seen: number }>();
  for (const one of before) found.set(hashKey(one.key), { ...one, seen: one.at });
  for (const query of cache.getQueryCache().getAll()) {
    const at = seen.get(query.queryHash);
    if (!isKept(query.queryKey) || (at === undefined && !ALWAYS.has(query.queryKey[0] as string))) continue;
    const { data } = trimmed(query);
    if (data === undefined) continue;
    const here = query.getObserversCount() > 0;
    found.set(query.queryHash, { key: query.queryKey, data, at: here ? now : query.state.dataUpdatedAt, seen: here ? now : (at ?? 0) });
  }
  const young = [...found.values()].filter((one) => one.at > now - OLDEST).toSorted((one, other) => other.seen - one.seen);
  const cases = new Set<string>();
  for (const one of young) {
    const id = caseOf(one.key);
    if (id !== null && cases.size < MOST.cases) cases.add(id);
  }
  const lists = young.filter((one) => one.key[0] === "cases").slice(0, MOST.lists);
  const ordered = [
    ...young.filter((one) => ALWAYS.has(one.key[0] as string)),
    ...lists,
    ...[...cases].flatMap((id) => young.filter((one) => caseOf(one.key) === id)),
  ];
  let room = MOST.characters;
  return ordered.flatMap(({ key, data, at }) => {
    const size = sizeOf(data as object);
    if (size > room) return [];
    room -= size;
    return [{ key, data, at }];
  });
}

const trims = new WeakMap<object, { data: unknown }>();
const sizes = new WeakMap<object, number>();

/** Measured once for each that changed. */
function sizeOf(data: object): number {
  const known = sizes.get(data) ?? JSON.stringify(data).length;
  sizes.set(data, known);
  return known;
}

/** What of it can be read without network, the same object as long as nothing changes. */
function trimmed(query: Query): { data: unknown } {
  const whole = query.state.data;
  if (typeof whole !== "object" || whole === null) return { data: undefined };
  const known = trims.get(whole) ?? { data: trim(query.queryKey[0], whole) };
  trims.set(whole, known);
  return known;
}

/** An end that would be fetched on is an end here; who looked and who typed is nobody's any more. */
function trim(kind: unknown, data: object): unknown {
  switch (kind) {
    case "cases": {
      const { pages, pageParams } = data as InfiniteData<{ next: string | null }>;
      const kept = pages.slice(0, MOST.pages);
      return { pages: kept.map((page, place) => (place === kept.length - 1 ? { ...page, next: null } : page)), pageParams: pageParams.slice(0, MOST.pages) };
    }
    case "thread": {
      const { pages, pageParams } = data as InfiniteData<ThreadPage>;
      const newest = pages[0];
      return newest && !newest.later ? { pages: [newest], pageParams: pageParams.slice(0, 1) } : undefined;
    }
    case "case":
      return { ...(data as CaseDetail), viewers: [], contact_typing: [] };
    default:
      return data;
  }
}
