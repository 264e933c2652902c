import { queryOptions, skipToken } from "@tanstack/react-query";
import { call } from "~/client/http";
import type { ImportState } from "~/client/contract/importsEndpoints";

const LOOKS = 1_000;
const GOING: readonly (ImportState | undefined)[] = ["waiting", "running"];

export const isGoing = (state: ImportState | undefined) => GOING.includes(state);

/** Every import, newest first; looked at again while one goes on. */
export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: ({ signal }) => call("GET /imports", { signal }),
  staleTime: 0,
  refetchInterval: (query) => (query.state.data?.some((one) => isGoing(one.state)) ? LOOKS : false),
});

/** One import with its problems. */
export const importQuery = (id: string | null) =>
  queryOptions({
    queryKey: ["imports", id],
    queryFn: id === null ? skipToken : ({ signal }) => call("GET /imports/{id}", { path: { id }, signal }),
    staleTime: 0,
    refetchInterval: (query) => (isGoing(query.state.data?.run.state) ? LOOKS : false),
  });
