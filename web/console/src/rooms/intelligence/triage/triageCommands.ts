import { t } from "@lingui/core/macro";
import type { Command } from "~/kit/command";

/** The list of triage that is on screen: how its lines are entered, while none of them holds the focus. */
export interface TriageContext {
  enter: (() => void) | null;
}

export const triageCommands: Command<TriageContext>[] = [
  { id: "floor.triage_list", words: () => t`Ir a la lista de triaje`, keys: "j", free: true, enabled: ({ enter }) => enter !== null, run: ({ enter }) => enter?.() },
];
