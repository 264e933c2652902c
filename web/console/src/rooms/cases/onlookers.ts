import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import type { Viewer } from "~/client/contract/cases";
import type { LiveResource, Looked } from "~/client/contract/live";

type Looks = Readonly<Record<Id, Viewer[]>>;

/** Who looks at which case of the list on screen. Only the line tells it: nothing is fetched. */
export const looksQuery = queryOptions<Looks>({ queryKey: ["looks"], queryFn: () => ({}), enabled: false, staleTime: Infinity, gcTime: Infinity });

/** Take what the line says of looks. */
export function seeLooks(cache: QueryClient, resources: LiveResource[]) {
  const told = resources.filter((one) => one.type === "viewers" || one.type === "viewed");
  if (told.length === 0) return;
  cache.setQueryData(looksQuery.queryKey, (old) =>
    told.reduce<Looks>((looks, one) => (one.type === "viewed" ? together({}, one.cases) : together(looks, [one.of])), old ?? {}),
  );
}

export function forgetLooks(cache: QueryClient) {
  cache.setQueryData(looksQuery.queryKey, {});
}

function together(looks: Looks, cases: Looked[]): Looks {
  const kept = { ...looks };
  for (const { case_id, viewers } of cases) {
    if (viewers.length > 0) kept[case_id] = viewers;
    else delete kept[case_id];
  }
  return kept;
}
