import { t } from "@lingui/core/macro";
import type { CaseDetail } from "~/client/contract/cases";
import type { Command } from "~/kit/command";

export interface DialContext {
  case: CaseDetail | null;
  dial: () => void;
}

/** Calling the contact of a case. */
export const dialCommands: Command<DialContext>[] = [
  {
    id: "call.place",
    words: () => t`Llamar al contacto…`,
    keys: "Shift+F",
    permission: "conversation.start",
    enabled: ({ case: one }) => one !== null && one.state !== "closed",
    run: ({ dial }) => dial(),
  },
];
