import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";
import { now } from "~/kit/now";

const COMES_WITHIN = 12_000; // milliseconds after a message, in which suggestions for it are looked for
const LOOK_EVERY = 1_500;

/** What is suggested on a case; `at` is its last message, after which it is asked anew until something stands there. */
export const suggestionsQuery = (caseId: string, at: string) =>
  queryOptions({
    queryKey: ["suggestions", caseId, at],
    queryFn: ({ signal }) => call("GET /cases/{id}/suggestions", { path: { id: caseId }, signal }),
    staleTime: 30_000,
    refetchInterval: (query) => (query.state.data?.length === 0 && now() - Date.parse(at) < COMES_WITHIN ? LOOK_EVERY : false),
  });
