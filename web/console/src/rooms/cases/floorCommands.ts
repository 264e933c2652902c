import { t } from "@lingui/core/macro";
import type { Command } from "~/kit/command";

export interface FloorContext {
  /** How many cases are picked. */
  picked: number;
  may: (verb: string) => boolean;
  assign: () => void;
  release: () => void;
  clear: () => void;
}

/** What a supervisor does with the cases picked on a list of the floor. */
export const floorCommands: Command<FloorContext>[] = [
  { id: "floor.assign", words: () => t`Asignar los elegidos…`, keys: "a", free: true, enabled: ({ picked, may }) => picked > 0 && may("cases.assign"), run: ({ assign }) => assign() },
  { id: "floor.release", words: () => t`Devolver los elegidos a la cola`, free: true, enabled: ({ picked, may }) => picked > 0 && may("cases.assign"), run: ({ release }) => release() },
  { id: "floor.clear", words: () => t`No elegir ninguno`, free: true, enabled: ({ picked }) => picked > 0, run: ({ clear }) => clear() },
];
