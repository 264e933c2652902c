import type { QueryClient, QueryKey } from "@tanstack/react-query";

type Apply = (data: never) => unknown;

/** Changes that came while a fetch was under way, by the query that they change. */
const late = new WeakMap<QueryClient, Map<string, { queryKey: QueryKey; applies: Apply[] }>>();

/**
 * Change what was fetched. When a fetch is under way its answer may be older than the change and would undo it, so the
 * change is made again on that answer: changes bear being made twice.
 */
export function change<Data>(cache: QueryClient, queryKey: QueryKey, apply: (data: Data) => Data) {
  cache.setQueryData<Data>(queryKey, (old) => (old === undefined ? old : apply(old)));
  againAfterwards(cache, queryKey, apply as Apply);
}

/** Put what the server pushed in the place of what was fetched: also of an answer that was on its way, and is older. */
export function put<Data>(cache: QueryClient, queryKey: QueryKey, pushed: Data) {
  cache.setQueryData(queryKey, pushed);
  againAfterwards(cache, queryKey, () => pushed);
}

function againAfterwards(cache: QueryClient, queryKey: QueryKey, apply: Apply) {
  const query = cache.getQueryCache().find({ queryKey, exact: true });
  if (query?.state.fetchStatus !== "fetching") return;
  const waiting = waitingOf(cache);
  const kept = waiting.get(query.queryHash) ?? { queryKey, applies: [] };
  kept.applies.push(apply);
  waiting.set(query.queryHash, kept);
}

/**
 * Fetch again what may be old. A first fetch that is under way would only be joined, though its answer may be as old:
 * that one is fetched again after it.
 */
export function renew(cache: QueryClient, queryKey: QueryKey) {
  for (const { state, promise, queryKey: key } of cache.getQueryCache().findAll({ queryKey })) {
    if (state.fetchStatus !== "fetching" || state.data !== undefined) continue;
    const again = () => void cache.invalidateQueries({ queryKey: key, exact: true });
    promise?.then(again, again);
  }
  void cache.invalidateQueries({ queryKey });
}

function waitingOf(cache: QueryClient) {
  const known = late.get(cache);
  if (known) return known;
  const waiting = new Map<string, { queryKey: QueryKey; applies: Apply[] }>();
  late.set(cache, waiting);
  cache.getQueryCache().subscribe((event) => {
    if (event.type === "removed") waiting.delete(event.query.queryHash);
    if (event.type !== "updated" || event.query.state.fetchStatus === "fetching") return;
    const kept = waiting.get(event.query.queryHash);
    if (!kept) return;
    waiting.delete(event.query.queryHash);
    cache.setQueryData<object>(kept.queryKey, (old) =>
      old === undefined ? old : (kept.applies.reduce<unknown>((data, apply) => apply(data as never), old) as object),
    );
  });
  return waiting;
}
