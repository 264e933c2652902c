import { hashKey, type Query, type QueryClient } from "@tanstack/react-query";
import type { Me } from "~/client/contract/who";
import { Refused } from "~/client/http";
import type { Live } from "~/client/live";
import { now as serverNow } from "~/kit/now";
import { meQuery } from "~/rooms/access/queries";
import { asOfQuery, setAsOf } from "~/rooms/console/asOf";
import { FORMAT, forgetKept, keepsHere, type KeptQuery, onForgotten, readKept, writeKept } from "~/rooms/console/kept";
import { thisBuild } from "./build";
import { fill } from "./fill";
import { caseOf, gather, isKept } from "./gather";

const REST = 10_000; // milliseconds between two writings
const SURE = 3_000; // milliseconds without the line after which it is said as of when the screen is

/** When the page has nothing else to do. */
const idle = (then: () => void) => ("requestIdleCallback" in window ? requestIdleCallback(then, { timeout: 5_000 }) : setTimeout(then));
/** Whether the server said that this is not there, or not for whoever is here. */
const isRefused = ({ state: { error } }: Query) => error instanceof Refused && (error.problem.status === 403 || error.problem.status === 404);
const rightsOf = (me: Me) => JSON.stringify([me.permissions, me.verbs, me.teams, me.brands]);

/** Keep what is seen, while the server is heard; without it, say as of when the screen is and fill in what is missing. */
export function keep(cache: QueryClient, live: Live, me: Me): () => void {
  const queries = cache.getQueryCache();
  let kept: KeptQuery[] = [];
  let known = me;
  let heard = live.link === "open";
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let cut: ReturnType<typeof setTimeout> | undefined;
  const seen = new Map<string, number>();
  const look = () => {
    for (const query of queries.getAll()) if (isKept(query.queryKey) && query.getObserversCount() > 0 && !isRefused(query)) seen.set(query.queryHash, Date.now());
  };
  const mine = () => cache.getQueryData(meQuery.queryKey);
  const begin = readKept().then(
    (before) => {
      if (before?.user === me.user.id && before.workspace === me.workspace.id && before.build === thisBuild()) kept = before.queries;
      for (const one of kept) if (!seen.has(hashKey(one.key))) seen.set(hashKey(one.key), one.at);
    },
    () => undefined, // a browser that keeps nothing: the desk works as without
  );

  const write = async (at: number) => {
    clearTimeout(timer);
    timer = undefined;
    const { keeping, user, workspace } = mine() ?? me;
    if (ended || !keeping || !keepsHere()) return;
    kept = gather(cache, seen, kept, at);
    const ends = Date.parse(keeping.ends_at) - (serverNow() - Date.now());
    const until = Math.min(ends, at + keeping.idle_seconds * 1_000);
    await writeKept({ format: FORMAT, build: thisBuild(), user: user.id, workspace: workspace.id, at, until, queries: kept }).catch(() => undefined); // no room, or none allowed
  };
  const later = () => {
    if (live.link === "open") timer ??= setTimeout(() => idle(() => live.link === "open" && void write(Date.now())), REST);
  };
  const forget = () => {
    kept = [];
    seen.clear();
    look();
  };

  const leaveCache = queries.subscribe((event) => {
    const { query } = event;
    if (!isKept(query.queryKey) || (event.type !== "observerAdded" && event.type !== "updated")) return;
    if (event.type === "observerAdded") seen.set(query.queryHash, Date.now());
    if (isRefused(query)) {
      seen.delete(query.queryHash);
      kept = kept.filter((one) => hashKey(one.key) !== query.queryHash && (caseOf(one.key) === null || caseOf(one.key) !== caseOf(query.queryKey)));
    }
    const now = mine() ?? known;
    if (now !== known && rightsOf(now) !== rightsOf(known)) forget(); // what was seen before may be out of reach today
    known = now;
    later();
  });

  const hear = () => {
    const at = Date.now();
    if (live.link === "open") {
      clearTimeout(cut);
      heard = true;
      if (cache.getQueryData(asOfQuery.queryKey)) {
        const { queries: asked, ...usual } = cache.getDefaultOptions();
        const { refetchOnMount: _, ...others } = asked ?? {};
        cache.setDefaultOptions({ ...usual, queries: others });
        setAsOf(cache, null);
        void cache.invalidateQueries();
      }
      later();
    } else if (live.link === "lost" && heard) {
      heard = false;
      look();
      void write(at);
      cut = setTimeout(() => {
        setAsOf(cache, { at, until: null });
        fill(cache, kept);
      }, SURE);
    } else if (live.link === "ended") void forgetKept();
  };
  const leaveLive = live.watch(hear);
  const hide = () => {
    if (document.visibilityState === "hidden" && live.link === "open") void begin.then(() => write(Date.now()));
  };
  document.addEventListener("visibilitychange", hide);
  const leaveOthers = onForgotten(() => {
    ended = true; // somebody signs out in another tab: nothing more of them is kept
  });
  look();
  hear();
  void begin.then(later);

  const { until } = cache.getQueryData(asOfQuery.queryKey) ?? {};
  const over = until ? setTimeout(() => heard || void forgetKept().finally(() => location.reload()), until - Date.now()) : undefined;
  return () => {
    ended = true;
    clearTimeout(timer);
    clearTimeout(cut);
    clearTimeout(over);
    leaveCache();
    leaveLive();
    leaveOthers();
    document.removeEventListener("visibilitychange", hide);
  };
}
