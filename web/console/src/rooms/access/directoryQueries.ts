import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import type { UserState } from "~/client/contract/people";
import { call } from "~/client/http";

/** Everything about people and what they may stands under this key: one deed may change all of it. */
export const DIRECTORY = "directory";

export interface PeopleAsked {
  search: string;
  state: UserState | "";
  team: Id | "";
}

export const peopleQuery = (asked: PeopleAsked) =>
  infiniteQueryOptions({
    queryKey: [DIRECTORY, "people", asked],
    queryFn: ({ signal, pageParam }) =>
      call("GET /people", {
        query: {
          search: asked.search,
          ...(asked.state ? { state: asked.state } : {}),
          ...(asked.team ? { team_id: asked.team } : {}),
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const leftBehindQuery = (id: Id) =>
  queryOptions({ queryKey: [DIRECTORY, "left-behind", id], queryFn: ({ signal }) => call("GET /users/{id}/left-behind", { path: { id }, signal }), staleTime: 0 });

export const personQuery = (id: Id) =>
  queryOptions({ queryKey: [DIRECTORY, "person", id], queryFn: ({ signal }) => call("GET /people/{id}", { path: { id }, signal }) });

export const invitationsQuery = queryOptions({ queryKey: [DIRECTORY, "invitations"], queryFn: ({ signal }) => call("GET /invitations", { signal }) });

export const organisationQuery = queryOptions({ queryKey: [DIRECTORY, "organisation"], queryFn: ({ signal }) => call("GET /organisation", { signal }) });

export const membersQuery = (id: Id) =>
  queryOptions({
    queryKey: [DIRECTORY, "members", id],
    queryFn: ({ signal }) => call("GET /organisation/teams/{id}/members", { path: { id }, signal }),
  });

export const rolesQuery = queryOptions({ queryKey: [DIRECTORY, "roles"], queryFn: ({ signal }) => call("GET /roles", { signal }) });

export const grantsQuery = (asked: { user_id?: Id; team_id?: Id; role?: string }) =>
  queryOptions({ queryKey: [DIRECTORY, "grants", asked], queryFn: ({ signal }) => call("GET /grants", { query: asked, signal }) });

export const placesQuery = queryOptions({ queryKey: [DIRECTORY, "places"], queryFn: ({ signal }) => call("GET /places", { signal }) });
