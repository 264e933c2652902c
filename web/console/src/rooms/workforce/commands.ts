import type { QueryClient } from "@tanstack/react-query";
import type { Me, PresenceState } from "~/client/contract/who";
import { call } from "~/client/http";
import type { Command } from "~/kit/command";
import type { Deed, Perform } from "~/kit/deed";
import { presenceWords } from "./presenceWords";

export interface PresenceContext {
  me: Me;
  cache: QueryClient;
  perform: Perform;
}

/** One command for each way of being there; the reasons are the workspace's own. */
export function presenceCommands(reasons: string[]): Command<PresenceContext>[] {
  return [one("available", null), ...reasons.map((reason) => one("away", reason)), one("offline", null)];
}

function one(state: PresenceState, reason: string | null): Command<PresenceContext> {
  return {
    id: `presence.${state}${reason ? `.${reason}` : ""}`,
    words: () => presenceWords({ state, reason }),
    free: true,
    enabled: ({ me }) => me.presence.state !== state || me.presence.reason !== reason,
    run: ({ me, cache, perform }) => void perform(presence(cache, me, state, reason)),
  };
}

function presence(cache: QueryClient, me: Me, state: PresenceState, reason: string | null): Deed<Me> {
  const before = { state: me.presence.state, reason: me.presence.reason };
  return {
    said: presenceWords({ state, reason }),
    run: () => call("PUT /me/presence", { body: { state, reason } }),
    undo: () => call("PUT /me/presence", { body: before }),
    then: (after) => cache.setQueryData(["me"], after),
  };
}
