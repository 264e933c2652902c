import { t } from "@lingui/core/macro";
import type { View } from "~/client/contract/lists";
import type { Me } from "~/client/contract/who";
import type { Command } from "~/kit/command";
import { administers } from "~/rooms/access/administers";
import { viewWords } from "~/rooms/console/viewWords";

export interface GoContext {
  me: Me;
  views: readonly View[];
  goView: (view: string) => void;
  goAdmin: () => void;
  goFloor: () => void;
  goReports: () => void;
  goOwed: () => void;
  goHelp: () => void;
}

const KEYS: [Exclude<View["kind"], "saved">, string][] = [
  ["mine", "g m"],
  ["due", "g v"],
  ["mentions", "g n"],
  ["snoozed", "g z"],
  ["unassigned", "g u"],
  ["team", "g t"],
  ["breached", "g b"],
  ["uncertain", "g e"],
  ["set_aside", "g x"],
  ["resolved", "g r"],
];

/** To the first list of each kind by `g` and a letter; the others stand in the palette. */
export const goCommands: Command<GoContext>[] = [
  ...KEYS.map(
    ([kind, keys]): Command<GoContext> => ({
      id: `go.${kind}`,
      words: () => t`Ir a ${viewWords({ kind, name: null })}`,
      keys,
      permission: "case.read",
      enabled: ({ views }) => views.some((one) => one.kind === kind),
      run: ({ views, goView }) => {
        const found = views.find((one) => one.kind === kind);
        if (found) goView(found.id);
      },
    }),
  ),
  { id: "go.promises", words: () => t`Ir a mis promesas por cumplir`, keys: "g p", permission: "case.read", enabled: () => true, run: ({ goOwed }) => goOwed() },
  { id: "go.help", words: () => t`Ir a la ayuda pedida`, keys: "g y", permission: "case.read", enabled: () => true, run: ({ goHelp }) => goHelp() },
  { id: "go.admin", words: () => t`Ir a Administración`, keys: "g a", free: true, enabled: ({ me }) => administers(me), run: ({ goAdmin }) => goAdmin() },
  { id: "go.floor", words: () => t`Ir a Supervisión`, keys: "g f", free: true, enabled: ({ me }) => me.verbs.includes("floor.read"), run: ({ goFloor }) => goFloor() },
  { id: "go.reports", words: () => t`Ir a Informes`, keys: "g l", free: true, enabled: ({ me }) => me.verbs.includes("reports.read") || me.verbs.includes("cases.reply"), run: ({ goReports }) => goReports() },
];
