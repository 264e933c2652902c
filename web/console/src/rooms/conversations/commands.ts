import { t } from "@lingui/core/macro";
import type { CaseDetail } from "~/client/contract/cases";
import type { Command } from "~/kit/command";

export interface WritingContext {
  case: CaseDetail | null;
  write: (mode: "reply" | "note") => void;
  start: () => void;
}

export const reply: Command<WritingContext> = {
  id: "message.reply",
  words: () => t`Responder`,
  keys: "r",
  permission: "case.reply",
  enabled: ({ case: one }) => one !== null && one.state !== "closed",
  run: ({ write }) => write("reply"),
};

export const note: Command<WritingContext> = {
  id: "note.write",
  words: () => t`Escribir una nota`,
  keys: "n",
  permission: "case.note",
  enabled: ({ case: one }) => one !== null,
  run: ({ write }) => write("note"),
};

export const start: Command<WritingContext> = {
  id: "conversation.start",
  words: () => t`Escribir primero…`,
  keys: "c",
  permission: "conversation.start",
  enabled: () => true,
  run: (context) => context.start(),
};

export const writingCommands: Command<WritingContext>[] = [reply, note, start];
