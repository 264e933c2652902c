import { t } from "@lingui/core/macro";
import type { BulkAct } from "~/client/contract/bulkEndpoints";
import type { Priority } from "~/client/contract/lists";
import type { Permission } from "~/client/contract/who";
import type { Command } from "~/kit/command";
import { priorityWords } from "./priorityWords";

export type BulkQuestion = "assign" | "wait" | "tag" | "untag" | "resolve" | "set_aside";

export interface BulkContext {
  /** How many are picked. */
  picked: number;
  myId: string;
  /** The case that is open, or none. */
  selected: string | null;
  next: string | null;
  previous: string | null;
  pick: (caseId: string) => void;
  open: (caseId: string) => void;
  pickAll: () => void;
  clear: () => void;
  ask: (question: BulkQuestion) => void;
  act: (act: BulkAct, said: string) => void;
}

const some = ({ picked }: BulkContext) => picked > 0;

function asking(question: BulkQuestion, keys: string, permission: Permission, words: () => string): Command<BulkContext> {
  return { id: `bulk.${question}`, words, keys, permission, enabled: some, run: ({ ask }) => ask(question) };
}

const priorities: Priority[] = ["urgent", "high", "normal", "low"];

export const bulkCommands: Command<BulkContext>[] = [
  {
    id: "pick.toggle",
    words: () => t`Elegir este caso, o soltarlo`,
    keys: "x",
    permission: "case.read",
    enabled: ({ selected }) => selected !== null,
    run: ({ selected, pick }) => selected && pick(selected),
  },
  {
    id: "pick.next",
    words: () => t`Elegir también el siguiente`,
    keys: "Shift+J",
    permission: "case.read",
    enabled: ({ next }) => next !== null,
    run: ({ next, pick, open }) => {
      if (next === null) return;
      pick(next);
      open(next);
    },
  },
  {
    id: "pick.previous",
    words: () => t`Elegir también el anterior`,
    keys: "Shift+K",
    permission: "case.read",
    enabled: ({ previous }) => previous !== null,
    run: ({ previous, pick, open }) => {
      if (previous === null) return;
      pick(previous);
      open(previous);
    },
  },
  { id: "pick.all", words: () => t`Elegir todos los casos de la vista`, keys: "Shift+A", permission: "case.read", enabled: () => true, run: ({ pickAll }) => pickAll() },
  { id: "pick.clear", words: () => t`Soltar los casos elegidos`, keys: "Escape", permission: "case.read", enabled: some, run: ({ clear }) => clear() },
  {
    id: "bulk.take",
    words: () => t`Tomar los elegidos`,
    keys: "m",
    permission: "case.assign",
    enabled: some,
    run: ({ act, myId }) => act({ kind: "assign", user_id: myId, team_id: null }, t`a nombre propio`),
  },
  asking("assign", "a", "case.assign", () => t`Asignar los elegidos…`),
  asking("wait", "z", "case.wait", () => t`Posponer los elegidos…`),
  asking("tag", "t", "case.tag", () => t`Etiquetar los elegidos…`),
  asking("untag", "Shift+T", "case.tag", () => t`Quitar una etiqueta de los elegidos…`),
  asking("resolve", "e", "case.resolve", () => t`Resolver los elegidos…`),
  asking("set_aside", "Shift+X", "case.set_aside", () => t`Apartar los elegidos…`),
  {
    id: "bulk.read",
    words: () => t`Marcar los elegidos como leídos`,
    permission: "case.read",
    enabled: some,
    run: ({ act }) => act({ kind: "read" }, t`leídos`),
  },
  ...priorities.map(
    (priority): Command<BulkContext> => ({
      id: `bulk.priority_${priority}`,
      words: () => t`Elegidos con prioridad ${priorityWords(priority)}`,
      permission: "case.reply",
      enabled: some,
      run: ({ act }) => act({ kind: "priority", priority }, t`prioridad ${priorityWords(priority)}`),
    }),
  ),
];

/** What a command on many stands in for while cases are picked. */
export const INSTEAD = new Set(["case.assign_me", "case.assign", "case.wait", "case.tag", "case.resolve", "case.reopen", "case.set_aside", "case.restore"]);
