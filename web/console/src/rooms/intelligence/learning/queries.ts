import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

/** `tagIds` are those on the case: what is suggested and what was put by itself follows them. */
export const typingQuery = (caseId: string, tagIds: string) =>
  queryOptions({
    queryKey: ["typing", caseId, tagIds],
    queryFn: ({ signal }) => call("GET /cases/{id}/typing", { path: { id: caseId }, signal }),
  });

export const joinQuery = (id: string, into: string) =>
  queryOptions({
    queryKey: ["learning", "join", id, into],
    queryFn: ({ signal }) => call("GET /learning/tags/{id}/join", { path: { id }, query: { into }, signal }),
  });

export const partQuery = (id: string) =>
  queryOptions({
    queryKey: ["learning", "part", id],
    queryFn: ({ signal }) => call("GET /learning/tags/{id}/part", { path: { id }, signal }),
  });

export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: ({ signal }) => call("GET /intelligence/models", { signal }),
  refetchInterval: 30_000,
});

export const learningQuery = queryOptions({
  queryKey: ["learning"],
  queryFn: ({ signal }) => call("GET /learning", { signal }),
  refetchInterval: ({ state }) => (state.data?.learners.some((one) => one.progress !== null) ? 2000 : false),
});
