import { t } from "@lingui/core/macro";
import type { Conversation } from "~/client/contract/cases";
import type { Command } from "~/kit/command";

/** The conversation that is being answered, and what changes as whom. */
export interface VoiceContext {
  conversation: Conversation;
  change: () => void;
}

export const answerAs: Command<VoiceContext> = {
  id: "conversation.answer_as",
  words: () => t`Responder como la cuenta de atención, o como la propia`,
  keys: "Shift+U",
  permission: "case.reply",
  enabled: ({ conversation: { voice } }) => voice !== null && (voice.can || voice.speaks),
  run: ({ change }) => change(),
};

export const voiceCommands: Command<VoiceContext>[] = [answerAs];
