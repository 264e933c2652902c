import { t } from "@lingui/core/macro";
import type { Command } from "~/kit/command";

/** The promises of the manuals that do not stand yet, and what shows them. */
export interface PoliciesContext {
  missing: number;
  may: boolean;
  preview: () => void;
}

export const addMissing: Command<PoliciesContext> = {
  id: "policies.add_missing",
  words: () => t`Agregar las promesas de los manuales que faltan…`,
  keys: "Shift+I",
  free: true,
  enabled: ({ missing, may }) => missing > 0 && may,
  run: ({ preview }) => preview(),
};

export const policyCommands: Command<PoliciesContext>[] = [addMissing];
