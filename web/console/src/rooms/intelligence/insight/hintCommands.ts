import { t } from "@lingui/core/macro";
import type { Hint } from "~/client/contract/coachingEndpoints";
import type { Command } from "~/kit/command";

/** The hints on screen, and how one is put away. */
export interface HintContext {
  hints: readonly Hint[];
  putAway: (hint: Hint) => void;
}

export const putHintAway: Command<HintContext> = {
  id: "hint.put_away",
  words: () => t`Guardar la primera pista`,
  keys: "Shift+Z",
  free: true,
  enabled: ({ hints }) => hints.length > 0,
  run: ({ hints, putAway }) => {
    if (hints[0]) putAway(hints[0]);
  },
};

export const hintCommands: Command<HintContext>[] = [putHintAway];
