import { t } from "@lingui/core/macro";
import type { Command } from "~/kit/command";

export interface QueueContext {
  waiting: number;
  may: (verb: string) => boolean;
  rescue: () => void;
}

/** What a supervisor does with one queue. */
export const queueCommands: Command<QueueContext>[] = [
  { id: "queue.rescue", words: () => t`Rescatar los más viejos…`, keys: "Shift+R", free: true, enabled: ({ waiting, may }) => waiting > 0 && may("cases.assign"), run: ({ rescue }) => rescue() },
];
