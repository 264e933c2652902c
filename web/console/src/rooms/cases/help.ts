import { t } from "@lingui/core/macro";
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Help, HelpClock, NewHelp } from "~/client/contract/help";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import type { Deed } from "~/kit/deed";
import { now } from "~/kit/now";

const SOON = 60_000;

/** The help that concerns this person and has not ended. */
export const helpQuery = queryOptions({
  queryKey: ["help", "open"],
  queryFn: ({ signal }) => call("GET /help", { signal }),
  staleTime: SOON,
});

/** The help that was asked for a case. */
export const caseHelpQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["help", caseId],
    queryFn: ({ signal }) => call("GET /cases/{id}/help", { path: { id: caseId }, signal }),
    staleTime: SOON,
  });

/** What waits for this person: asked of them, or accepted by them and not answered yet. */
export function waitsForMe(one: Help, myId: string): boolean {
  return one.state === "asked" ? one.for_me && !one.mine : one.state === "accepted" && one.accepted_by?.id === myId;
}

/** The expectation that runs, if any. */
export function runningClock(one: Help): HelpClock | null {
  return one.clocks.find((each) => each.state === "running" || each.state === "breached") ?? null;
}

/** Of whom help is asked. */
export interface Asked {
  level: NewHelp["level"];
  teamId: string | null;
  userId: string | null;
  said: string;
}

/** The deeds of help; what was asked is taken back as long as nobody has come. */
export class HelpDeeds {
  private readonly cache: QueryClient;

  constructor(cache: QueryClient) {
    this.cache = cache;
  }

  ask(caseId: string, of: Asked, why: string, handsOver: boolean, rests: boolean, since: number): Deed<Help> {
    const id = uuid7(now());
    const body: NewHelp = {
      id,
      level: of.level,
      ...(of.teamId ? { team_id: of.teamId } : {}),
      ...(of.userId ? { user_id: of.userId } : {}),
      why,
      hands_over: handsOver,
      rests,
      need_marked_at: new Date(since).toISOString(),
    };
    return this.deed(
      of.said,
      () => call("POST /cases/{id}/help", { path: { id: caseId }, body }),
      () => call("POST /help/{id}/withdraw", { path: { id } }),
    );
  }

  accept(one: Help): Deed<Help> {
    return this.deed(one.hands_over ? t`El caso pasó a nombre propio` : t`Ayuda aceptada`, () => call("POST /help/{id}/accept", { path: { id: one.id } }), null);
  }

  decline(one: Help, answer: string): Deed<Help> {
    return this.deed(t`Dicho que no se puede ayudar`, () => call("POST /help/{id}/decline", { path: { id: one.id }, body: { answer } }), null);
  }

  giveBack(one: Help, answer: string): Deed<Help> {
    return this.deed(t`Respondido y devuelto`, () => call("POST /help/{id}/give-back", { path: { id: one.id }, body: { answer } }), null);
  }

  withdraw(one: Help): Deed<Help> {
    return this.deed(t`Ayuda retirada`, () => call("POST /help/{id}/withdraw", { path: { id: one.id } }), null);
  }

  private deed(said: string, run: () => Promise<Help>, undo: (() => Promise<Help>) | null): Deed<Help> {
    return { said, run, undo, then: () => void this.cache.invalidateQueries({ queryKey: ["help"] }) };
  }
}
