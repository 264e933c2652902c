import type { QueryClient } from "@tanstack/react-query";
import type { Preferences, PreferencesChange } from "~/client/contract/preferences";
import type { Me } from "~/client/contract/who";
import { call } from "~/client/http";
import type { Deed } from "~/kit/deed";

/** Settle something for oneself; what is on screen follows once the server has it. */
export async function settle(cache: QueryClient, change: PreferencesChange): Promise<Preferences> {
  const after = await call("PATCH /me/preferences", { body: change });
  show(cache, after);
  return after;
}

/** The same as a deed of the palette: it says what was done, and can be undone. */
export function settling(cache: QueryClient, said: string, change: PreferencesChange, before: PreferencesChange): Deed<Preferences> {
  return {
    said,
    run: () => call("PATCH /me/preferences", { body: change }),
    undo: () => call("PATCH /me/preferences", { body: before }),
    then: (after) => show(cache, after),
  };
}

function show(cache: QueryClient, preferences: Preferences) {
  cache.setQueryData(["me"], (me: Me | undefined) => me && { ...me, preferences });
}
