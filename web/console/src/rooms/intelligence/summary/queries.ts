import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

const WRITING = 3_000; // while a model writes

/** A case summed up as it is now; `revision` asks anew when something happened. */
export const summaryQuery = (caseId: string, revision: number) =>
  queryOptions({
    queryKey: ["summary", caseId, revision],
    queryFn: ({ signal }) => call("GET /cases/{id}/summary", { path: { id: caseId }, signal }),
    refetchInterval: (query) => (query.state.data?.written?.awaited ? WRITING : false),
    placeholderData: keepPreviousData,
  });
