import { t } from "@lingui/core/macro";
import type { Command } from "~/kit/command";
import { undoCommands } from "~/kit/undoCommands";

export interface MoveContext {
  selected: string | null;
  next: string | null;
  previous: string | null;
  open: (caseId: string) => void;
  close: () => void;
  find: () => void;
  search: () => void;
  side: () => void;
  undo: (() => void) | null;
}

export const moveCommands: Command<MoveContext>[] = [
  {
    id: "move.next",
    words: () => t`Caso siguiente`,
    keys: "j",
    free: true,
    enabled: ({ next }) => next !== null,
    run: ({ next, open }) => next && open(next),
  },
  {
    id: "move.previous",
    words: () => t`Caso anterior`,
    keys: "k",
    free: true,
    enabled: ({ previous }) => previous !== null,
    run: ({ previous, open }) => previous && open(previous),
  },
  {
    id: "move.close",
    words: () => t`Volver a la lista`,
    keys: "Escape",
    free: true,
    enabled: ({ selected }) => selected !== null,
    run: ({ close }) => close(),
  },
  { id: "move.find", words: () => t`Buscar en esta vista`, keys: "/", free: true, enabled: () => true, run: ({ find }) => find() },
  { id: "search.open", words: () => t`Buscar en toda la historia`, keys: "$mod+Shift+f", permission: "case.read", enabled: () => true, run: ({ search }) => search() },
  {
    id: "move.side",
    words: () => t`Mostrar u ocultar el contacto`,
    keys: "i",
    free: true,
    enabled: ({ selected }) => selected !== null,
    run: ({ side }) => side(),
  },
  ...undoCommands,
];
