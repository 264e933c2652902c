import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { lineAt, starts } from "~/kit/useWindow";

/** While somebody reads further down, what comes in above moves nothing: it is counted until they go up. */
export function useArrivals(scroll: RefObject<HTMLElement | null>, ids: readonly string[], sizes: readonly number[], view: string) {
  const [arrived, setArrived] = useState(0);
  const held = useRef<{ view: string; id: string; offset: number } | null>(null);
  const known = useRef<Set<string>>(new Set());
  const latest = useRef({ ids, sizes });

  useLayoutEffect(() => {
    latest.current = { ids, sizes };
    const element = scroll.current;
    if (!element) return;
    const from = starts(sizes);
    const at = held.current?.view === view ? ids.indexOf(held.current.id) : -1;
    if (at < 0 || element.scrollTop === 0) {
      known.current = new Set(ids);
      setArrived(0);
      return;
    }
    const top = (from[at] ?? 0) + (held.current?.offset ?? 0);
    if (Math.abs(element.scrollTop - top) > 0.5) element.scrollTop = top;
    setArrived(ids.slice(0, at).filter((id) => !known.current.has(id) && !id.startsWith("group-")).length);
    // What lies below came with the next page, or will be met on the way: it is not new.
    for (const id of ids.slice(at)) known.current.add(id);
  }, [scroll, ids, sizes, view]);

  useEffect(() => {
    const element = scroll.current;
    if (!element) return;
    const hold = () => {
      const from = starts(latest.current.sizes);
      const at = lineAt(from, element.scrollTop);
      const id = latest.current.ids[at];
      held.current = id === undefined ? null : { view, id, offset: element.scrollTop - (from[at] ?? 0) };
      if (element.scrollTop > 0) return;
      known.current = new Set(latest.current.ids);
      setArrived(0);
    };
    hold();
    element.addEventListener("scroll", hold, { passive: true });
    return () => element.removeEventListener("scroll", hold);
  }, [scroll, view]);

  const toTop = useCallback(() => {
    if (scroll.current) scroll.current.scrollTop = 0;
  }, [scroll]);
  return { arrived, toTop };
}
