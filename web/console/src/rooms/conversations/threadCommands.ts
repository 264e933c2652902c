import { t } from "@lingui/core/macro";
import type { Conversation } from "~/client/contract/cases";
import type { ThreadAct } from "~/client/contract/threads";
import type { Command } from "~/kit/command";

/** Who answers in the conversation that is written in. */
export interface ThreadContext {
  conversation: Conversation | null;
  act: (act: ThreadAct) => void;
  pass: () => void;
  decide: (grants: boolean) => void;
  give: (holder: "automation" | "person") => void;
}

const thread = ({ conversation }: ThreadContext) => conversation?.thread ?? null;
const can = (context: ThreadContext, act: ThreadAct) => thread(context)?.acts.includes(act) === true;
const elsewhere = (context: ThreadContext) => thread(context)?.holder === "other_app";

export const takeThread: Command<ThreadContext> = {
  id: "conversation.take",
  words: () => t`Tomar el control de la conversación`,
  keys: "Shift+S",
  permission: "case.reply",
  enabled: (context) => elsewhere(context) && can(context, "take"),
  run: ({ act }) => act("take"),
};

export const requestThread: Command<ThreadContext> = {
  id: "conversation.request",
  words: () => t`Pedir el control a la otra aplicación`,
  permission: "case.reply",
  enabled: (context) => elsewhere(context) && can(context, "request"),
  run: ({ act }) => act("request"),
};

export const passThread: Command<ThreadContext> = {
  id: "conversation.pass",
  words: () => t`Pasar la conversación a otra aplicación…`,
  keys: "Shift+B",
  permission: "case.reply",
  enabled: (context) => !elsewhere(context) && can(context, "pass"),
  run: ({ pass }) => pass(),
};

export const grantThread: Command<ThreadContext> = {
  id: "conversation.grant",
  words: () => t`Darla a la aplicación que la pide`,
  permission: "case.reply",
  enabled: (context) => Boolean(thread(context)?.request),
  run: ({ decide }) => decide(true),
};

export const refuseThread: Command<ThreadContext> = {
  id: "conversation.refuse",
  words: () => t`No darla a la aplicación que la pide`,
  permission: "case.reply",
  enabled: (context) => Boolean(thread(context)?.request),
  run: ({ decide }) => decide(false),
};

export const giveToAutomation: Command<ThreadContext> = {
  id: "conversation.give_back",
  words: () => t`Devolver a la automatización`,
  keys: "Shift+G",
  permission: "case.reply",
  enabled: (context) => thread(context)?.holder === "person",
  run: ({ give }) => give("automation"),
};

export const takeFromAutomation: Command<ThreadContext> = {
  id: "conversation.by_hand",
  words: () => t`Que la automatización no responda aquí`,
  keys: "Shift+G",
  permission: "case.reply",
  enabled: (context) => thread(context)?.holder === "automation",
  run: ({ give }) => give("person"),
};

export const threadCommands: Command<ThreadContext>[] = [
  takeThread, requestThread, passThread, grantThread, refuseThread, giveToAutomation, takeFromAutomation,
];
