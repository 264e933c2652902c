import { t } from "@lingui/core/macro";
import type { Command } from "~/kit/command";

/** The way back from administration and from one's own pages. */
export const backCommands: Command<{ back: () => void }>[] = [
  { id: "desk.back", words: () => t`Volver a los casos`, keys: "g i", free: true, enabled: () => true, run: ({ back }) => back() },
];
