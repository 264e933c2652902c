import { t } from "@lingui/core/macro";
import type { CaseDetail } from "~/client/contract/cases";
import type { Priority } from "~/client/contract/lists";
import type { Me } from "~/client/contract/who";
import type { Command } from "~/kit/command";
import type { Perform } from "~/kit/deed";
import type { CaseDeeds } from "./deeds";
import { priorityWords } from "./priorityWords";

/** What a dialog must ask before a deed can be done. */
export type Question = "assign" | "resolve" | "resolve_next" | "set_aside" | "wait" | "tag" | "merge" | "promise" | "macro" | "help" | "clocks" | "whisper" | "why" | "take_private";

export interface CaseContext {
  me: Me;
  case: CaseDetail | null;
  deeds: CaseDeeds | null;
  perform: Perform;
  ask: (question: Question) => void;
}

const open = ({ case: one }: CaseContext) => one?.state === "open" && one.set_aside === null;

export const assignMe: Command<CaseContext> = {
  id: "case.assign_me",
  words: () => t`Tomar el caso`,
  keys: "m",
  permission: "case.assign",
  enabled: (context) => open(context) && context.case?.holder?.id !== context.me.user.id,
  run: ({ deeds, perform, me }) => deeds && void perform(deeds.assign(me.user.id, null, t`El caso quedó a nombre propio`)),
};

export const assign: Command<CaseContext> = {
  id: "case.assign",
  words: () => t`Asignar a…`,
  keys: "a",
  permission: "case.assign",
  enabled: open,
  run: ({ ask }) => ask("assign"),
};

export const backToQueue: Command<CaseContext> = {
  id: "case.queue",
  words: () => t`Devolver a la cola`,
  permission: "case.assign",
  enabled: (context) => open(context) && context.case?.holder !== null,
  run: ({ deeds, perform }) => deeds && void perform(deeds.assign(null, null, t`De vuelta en la cola`)),
};

export const resolve: Command<CaseContext> = {
  id: "case.resolve",
  words: () => t`Resolver`,
  keys: "e",
  permission: "case.resolve",
  enabled: open,
  run: ({ ask }) => ask("resolve"),
};

export const resolveAndNext: Command<CaseContext> = {
  id: "case.resolve_next",
  words: () => t`Resolver y seguir`,
  keys: "Shift+E",
  permission: "case.resolve",
  enabled: open,
  run: ({ ask }) => ask("resolve_next"),
};

export const reopen: Command<CaseContext> = {
  id: "case.reopen",
  words: () => t`Reabrir`,
  keys: "e",
  permission: "case.reopen",
  enabled: ({ case: one }) => one?.state === "resolved",
  run: ({ deeds, perform }) => deeds && void perform(deeds.reopen()),
};

export const setAside: Command<CaseContext> = {
  id: "case.set_aside",
  words: () => t`Apartar…`,
  keys: "Shift+X",
  permission: "case.set_aside",
  enabled: open,
  run: ({ ask }) => ask("set_aside"),
};

export const restore: Command<CaseContext> = {
  id: "case.restore",
  words: () => t`Deshacer el apartado`,
  keys: "Shift+X",
  permission: "case.set_aside",
  enabled: ({ case: one }) => Boolean(one?.set_aside),
  run: ({ deeds, perform }) => deeds && void perform(deeds.restore()),
};

export const wait: Command<CaseContext> = {
  id: "case.wait",
  words: () => t`Posponer o esperar…`,
  keys: "z",
  permission: "case.wait",
  enabled: open,
  run: ({ ask }) => ask("wait"),
};

export const endWait: Command<CaseContext> = {
  id: "case.end_wait",
  words: () => t`Dejar de esperar`,
  permission: "case.wait",
  enabled: (context) => open(context) && Boolean(context.case?.waiting),
  run: ({ deeds, perform }) => deeds && void perform(deeds.wait(null, null, null, t`El caso ya no espera`)),
};

export const tag: Command<CaseContext> = {
  id: "case.tag",
  words: () => t`Etiquetar…`,
  keys: "t",
  permission: "case.tag",
  enabled: ({ case: one }) => one !== null,
  run: ({ ask }) => ask("tag"),
};

export const merge: Command<CaseContext> = {
  id: "case.merge",
  words: () => t`Unir con otro caso…`,
  permission: "case.merge",
  enabled: open,
  run: ({ ask }) => ask("merge"),
};

const priorities: Priority[] = ["urgent", "high", "normal", "low"];

export const prioritise: Command<CaseContext>[] = priorities.map((priority) => ({
  id: `case.priority_${priority}`,
  words: () => t`Prioridad ${priorityWords(priority)}`,
  permission: "case.assign",
  enabled: (context) => open(context) && context.case?.priority !== priority,
  run: ({ deeds, perform }) =>
    deeds && void perform(deeds.prioritise(priority, t`Prioridad ${priorityWords(priority)}`)),
}));

export const promise: Command<CaseContext> = {
  id: "case.promise",
  words: () => t`Anotar una promesa…`,
  keys: "p",
  permission: "case.note",
  enabled: ({ case: one }) => one !== null && one.state !== "closed",
  run: ({ ask }) => ask("promise"),
};

export const macro: Command<CaseContext> = {
  id: "case.macro",
  words: () => t`Usar una macro…`,
  keys: "q",
  permission: "case.macro",
  enabled: ({ case: one }) => one !== null && one.state !== "closed",
  run: ({ ask }) => ask("macro"),
};

/** Give it back to who held it before me: after taking over from an agent. */
export const giveBack: Command<CaseContext> = {
  id: "case.give_back",
  words: () => t`Devolver a quien lo tenía`,
  keys: "d",
  permission: "case.assign",
  enabled: (context) => open(context) && context.me.verbs.includes("cases.watch") && context.case?.holder?.id === context.me.user.id,
  run: ({ deeds, perform }) => deeds && void perform(deeds.giveBack()),
};

/** From where everybody reads to where only the contact does; the channel says whether it can. */
export const takePrivate: Command<CaseContext> = {
  id: "case.take_private",
  words: () => t`Pasar a privado…`,
  keys: "Shift+P",
  permission: "case.reply",
  enabled: ({ case: one }) => one !== null && one.state !== "closed" && one.conversations.some(({ capabilities: can }) => can.private_reply || can.private_link !== ""),
  run: ({ ask }) => ask("take_private"),
};

export const whisper: Command<CaseContext> = {
  id: "case.whisper",
  words: () => t`Susurrar a quien lo tiene…`,
  keys: "Shift+W",
  permission: "case.note",
  enabled: ({ me, case: one }) => me.verbs.includes("cases.watch") && one?.holder?.kind === "user" && one.holder.id !== me.user.id,
  run: ({ ask }) => ask("whisper"),
};

export const why: Command<CaseContext> = {
  id: "case.why",
  words: () => t`Por qué está donde está…`,
  keys: "w",
  permission: "case.read",
  enabled: ({ case: one }) => one !== null,
  run: ({ ask }) => ask("why"),
};

export const whyDue: Command<CaseContext> = {
  id: "case.clocks",
  words: () => t`Por qué vence cuando vence…`,
  keys: "v",
  permission: "case.read",
  enabled: ({ case: one }) => Boolean(one && one.clocks.length > 0),
  run: ({ ask }) => ask("clocks"),
};

export const askHelp: Command<CaseContext> = {
  id: "case.help",
  words: () => t`Pedir ayuda…`,
  keys: "h",
  permission: "case.wait",
  enabled: open,
  run: ({ ask }) => ask("help"),
};

/** All of them, in the order of menus and of the palette. */
export const caseCommands: Command<CaseContext>[] = [
  resolve,
  resolveAndNext,
  reopen,
  assignMe,
  assign,
  backToQueue,
  giveBack,
  whisper,
  takePrivate,
  askHelp,
  wait,
  endWait,
  tag,
  macro,
  promise,
  setAside,
  restore,
  merge,
  whyDue,
  why,
  ...prioritise,
];
