import { t } from "@lingui/core/macro";
import type { View } from "~/client/contract/lists";
import type { Command } from "~/kit/command";
import type { Perform } from "~/kit/deed";
import type { Kept, ViewDeeds } from "./viewDeeds";

export interface ViewContext {
  /** The view on screen, when somebody saved it. */
  saved: View | null;
  /** What is on screen, as it would be kept; null where it cannot be. */
  kept: Kept | null;
  /** Whether what is on screen differs from what the view says. */
  changed: boolean;
  deeds: ViewDeeds;
  perform: Perform;
  ask: (question: "save" | "rename" | "filter") => void;
  leave: () => void;
}

const mine = ({ saved }: ViewContext) => saved !== null && saved.editable;

export const viewCommands: Command<ViewContext>[] = [
  { id: "list.filter", words: () => t`Filtrar la lista…`, keys: "f", permission: "case.read", enabled: () => true, run: ({ ask }) => ask("filter") },
  {
    id: "view.save",
    words: () => t`Guardar como vista…`,
    keys: "Shift+V",
    permission: "case.read",
    enabled: ({ kept }) => kept !== null,
    run: ({ ask }) => ask("save"),
  },
  {
    id: "view.update",
    words: () => t`Guardar los cambios en esta vista`,
    permission: "case.read",
    enabled: (context) => mine(context) && context.changed && context.kept !== null,
    run: ({ saved, kept, deeds, perform, leave }) => {
      if (saved && kept) void perform(deeds.update(saved, kept)).then((done) => done && leave());
    },
  },
  { id: "view.rename", words: () => t`Renombrar esta vista…`, permission: "case.read", enabled: mine, run: ({ ask }) => ask("rename") },
  {
    id: "view.up",
    words: () => t`Subir esta vista`,
    permission: "case.read",
    enabled: (context) => mine(context) && context.saved !== null && context.deeds.move(context.saved, -1) !== null,
    run: (context) => move(context, -1),
  },
  {
    id: "view.down",
    words: () => t`Bajar esta vista`,
    permission: "case.read",
    enabled: (context) => mine(context) && context.saved !== null && context.deeds.move(context.saved, 1) !== null,
    run: (context) => move(context, 1),
  },
  {
    id: "view.delete",
    words: () => t`Eliminar esta vista`,
    permission: "case.read",
    enabled: mine,
    run: ({ saved, deeds, perform, leave }) => {
      if (saved) void perform(deeds.delete(saved)).then((done) => done && leave());
    },
  },
];

function move({ saved, deeds, perform }: ViewContext, by: -1 | 1) {
  const deed = saved && deeds.move(saved, by);
  if (deed) void perform(deed);
}
