import { t } from "@lingui/core/macro";
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Pledge, PromiseKind } from "~/client/contract/pledges";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import type { Deed } from "~/kit/deed";
import { clockTime, longDay } from "~/kit/formats";
import { now } from "~/kit/now";

const SOON = 60_000;

/** What this person promised and still owes. */
export const owedQuery = queryOptions({
  queryKey: ["promises", "owed"],
  queryFn: ({ signal }) => call("GET /promises", { signal }),
  staleTime: SOON,
});

/** What a contact was promised. */
export const pledgesQuery = (contactId: string) =>
  queryOptions({
    queryKey: ["promises", contactId],
    queryFn: ({ signal }) => call("GET /contacts/{id}/promises", { path: { id: contactId }, signal }),
    staleTime: SOON,
  });

/** The deeds on a promise, each with its inverse. */
export class PledgeDeeds {
  private readonly cache: QueryClient;

  constructor(cache: QueryClient) {
    this.cache = cache;
  }

  make(caseId: string, kind: PromiseKind, body: string, dueAt: Date): Deed<Pledge> {
    const id = uuid7(now());
    const due_at = dueAt.toISOString();
    return this.deed(
      t`Prometido para el ${longDay(due_at)}, ${clockTime(due_at)}`,
      () => call("POST /cases/{id}/promises", { path: { id: caseId }, body: { id, kind, body, due_at } }),
      () => call("POST /promises/{id}/cancel", { path: { id }, body: {} }),
    );
  }

  keep(one: Pledge): Deed<Pledge> {
    const path = { id: one.id };
    return this.deed(
      t`Promesa cumplida`,
      () => call("POST /promises/{id}/keep", { path, body: {} }),
      () => call("POST /promises/{id}/keep", { path, body: { undo: true } }),
    );
  }

  move(one: Pledge, dueAt: Date): Deed<Pledge> {
    const path = { id: one.id };
    const due_at = dueAt.toISOString();
    const back = Date.parse(one.due_at) > now() ? () => call("POST /promises/{id}/move", { path, body: { due_at: one.due_at } }) : null;
    return this.deed(t`Promesa pasada al ${longDay(due_at)}, ${clockTime(due_at)}`, () => call("POST /promises/{id}/move", { path, body: { due_at } }), back);
  }

  cancel(one: Pledge): Deed<Pledge> {
    const path = { id: one.id };
    return this.deed(
      t`Promesa sin efecto`,
      () => call("POST /promises/{id}/cancel", { path, body: {} }),
      () => call("POST /promises/{id}/cancel", { path, body: { undo: true } }),
    );
  }

  private deed(said: string, run: () => Promise<Pledge>, undo: (() => Promise<Pledge>) | null): Deed<Pledge> {
    return { said, run, undo, then: () => void this.cache.invalidateQueries({ queryKey: ["promises"] }) };
  }
}
