import { useCallback, useState } from "react";
import { call } from "~/client/http";
import { asQuery, topicOf } from "~/rooms/cases/filters";
import type { Listing } from "~/rooms/cases/queries";

const NONE: ReadonlySet<string> = new Set();

/** Which cases are picked, until another list is looked at. */
export function usePicks(listing: Listing, rows: readonly { id: string }[]) {
  const list = topicOf(listing.view, listing.filter, listing.q);
  const [state, setState] = useState({ list, ids: NONE, last: null as string | null, beyond: false });
  const now = state.list === list ? state : { list, ids: NONE, last: null, beyond: false };

  const pick = (caseId: string, range: boolean) => {
    const ids = new Set(now.ids);
    const from = rows.findIndex((row) => row.id === now.last);
    const to = rows.findIndex((row) => row.id === caseId);
    if (range && from >= 0 && to >= 0) {
      for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) ids.add(row.id);
    } else if (!ids.delete(caseId)) ids.add(caseId);
    setState({ list, ids, last: caseId, beyond: false });
  };
  const add = (...caseIds: string[]) => setState({ list, ids: new Set([...now.ids, ...caseIds]), last: caseIds.at(-1) ?? null, beyond: false });
  const clear = useCallback(() => setState((old) => ({ ...old, ids: NONE, last: null, beyond: false })), []);
  const all = async () => {
    const found = await call("GET /bulk/cases", { query: { view: listing.view, sort: listing.sort, ...asQuery(listing.filter, listing.q) } });
    setState({ list, ids: new Set(found.ids), last: null, beyond: found.more });
  };
  return { picked: now.ids, beyond: now.beyond, pick, add, clear, all };
}
