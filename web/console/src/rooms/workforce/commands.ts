import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import type { Me, PresenceReason, PresenceState } from "~/client/contract/who";
import { call } from "~/client/http";
import type { Command } from "~/kit/command";
import type { Deed, Perform } from "~/kit/deed";
import { presenceWords } from "./presenceWords";

export interface PresenceContext {
  me: Me;
  cache: QueryClient;
  perform: Perform;
  showDay: () => void;
}

/** One command for each way of being there; the reasons are the workspace's own. */
export function presenceCommands(reasons: readonly PresenceReason[]): Command<PresenceContext>[] {
  const one = (state: PresenceState, reason: string | null): Command<PresenceContext> => {
    const said = () => presenceWords({ state, reason }, reasons);
    return {
      id: `presence.${state}${reason ? `.${reason}` : ""}`,
      words: said,
      free: true,
      enabled: ({ me }) => me.presence.state !== state || me.presence.reason !== reason,
      run: ({ me, cache, perform }) => void perform(presence(cache, me, state, reason, said())),
    };
  };
  return [
    one("available", null),
    ...reasons.map(({ state, code }) => one(state, code)),
    ...(reasons.length ? [] : [one("away", null)]),
    one("offline", null),
    { id: "presence.day", words: () => t`Mi día`, free: true, enabled: () => true, run: ({ showDay }) => showDay() },
  ];
}

function presence(cache: QueryClient, me: Me, state: PresenceState, reason: string | null, said: string): Deed<Me> {
  const before = { state: me.presence.state, reason: me.presence.reason };
  const back = before.reason && !me.presence_reasons.some((one) => one.code === before.reason) ? { ...before, reason: null } : before;
  return {
    said,
    run: () => call("PUT /me/presence", { body: { state, reason } }),
    undo: () => call("PUT /me/presence", { body: back }),
    then: (after) => cache.setQueryData(["me"], after),
  };
}
