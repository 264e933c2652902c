import { queryOptions, skipToken } from "@tanstack/react-query";
import { call } from "~/client/http";

const LOOKS = 700;

/** A replay, looked at again while it waits or runs. */
export const whatIfQuery = (id: string | null) =>
  queryOptions({
    queryKey: ["what-if", id],
    queryFn: id === null ? skipToken : ({ signal }) => call("GET /what-if/{id}", { path: { id }, signal }),
    staleTime: 0,
    refetchInterval: (query) => (["waiting", "running"].includes(query.state.data?.state ?? "") ? LOOKS : false),
  });
