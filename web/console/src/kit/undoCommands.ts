import { t } from "@lingui/core/macro";
import type { Command } from "./command";

/** The way back from what was done last, wherever the bar that tells it is shown. */
export const undoCommands: Command<{ undo: (() => void) | null }>[] = [
  { id: "move.undo", words: () => t`Deshacer lo último`, keys: "u", free: true, enabled: ({ undo }) => undo !== null, run: ({ undo }) => undo?.() },
];
