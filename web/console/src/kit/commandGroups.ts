import { t } from "@lingui/core/macro";

/** The headings under which commands stand in the palette and in the list of keys, in their order. */
export const GROUPS = ["case", "call", "writing", "contact", "move", "go", "presence", "floor", "mine", "other"] as const;
export type Group = (typeof GROUPS)[number];

const OF: Record<string, Group> = {
  case: "case",
  cases: "case",
  hint: "case",
  call: "call",
  message: "writing",
  comment: "writing",
  note: "writing",
  conversation: "writing",
  composer: "writing",
  suggestion: "writing",
  contact: "contact",
  move: "move",
  search: "move",
  list: "move",
  view: "move",
  pick: "move",
  bulk: "case",
  go: "go",
  desk: "go",
  admin: "go",
  policies: "go",
  me: "go",
  floor: "floor",
  agent: "floor",
  queue: "floor",
  alert: "floor",
  presence: "presence",
  theme: "mine",
  language: "mine",
  keys: "mine",
  palette: "mine",
  session: "mine",
};

/** The first step of a command's id says where it belongs. */
export function groupOf(id: string): Group {
  return OF[id.split(".")[0] ?? ""] ?? "other";
}

export function groupWords(group: Group): string {
  switch (group) {
    case "case":
      return t`Caso`;
    case "call":
      return t`Llamada`;
    case "writing":
      return t`Escribir`;
    case "contact":
      return t`Contacto`;
    case "move":
      return t`Moverse y buscar`;
    case "go":
      return t`Ir a otra página`;
    case "presence":
      return t`Estado`;
    case "floor":
      return t`Supervisión`;
    case "mine":
      return t`Cuenta y apariencia`;
    case "other":
      return t`Lo demás`;
    default:
      return group satisfies never;
  }
}
