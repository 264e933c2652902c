import { t } from "@lingui/core/macro";
import type { Manner } from "~/client/contract/llmEndpoints";
import type { Command } from "~/kit/command";
import { mannerWords } from "./mannerWords";

/** A reply that can be worded otherwise, and the proposal that stands beside it. */
export interface RewriteContext {
  /** Something is written, and a model may be asked. */
  ready: boolean;
  proposed: boolean;
  /** One was asked for, and nobody has chosen yet. */
  asked: boolean;
  open: () => void;
  ask: (manner: Manner) => void;
  take: () => void;
  keep: () => void;
}

export const openRewriting: Command<RewriteContext> = {
  id: "composer.rewrite",
  words: () => t`Reescribir con el modelo de lenguaje…`,
  keys: "$mod+Shift+l",
  permission: "case.reply",
  typing: true,
  enabled: ({ ready }) => ready,
  run: ({ open }) => open(),
};

const asking = (manner: Manner): Command<RewriteContext> => ({
  id: `composer.rewrite_${manner}`,
  words: () => t`Reescribir: ${mannerWords(manner)}`,
  permission: "case.reply",
  enabled: ({ ready }) => ready,
  run: ({ ask }) => ask(manner),
});

export const rewriteCommands: Command<RewriteContext>[] = [
  openRewriting,
  asking("tone"),
  asking("shorter"),
  asking("translate"),
  {
    id: "composer.rewrite_use",
    words: () => t`Usar la redacción propuesta`,
    permission: "case.reply",
    enabled: ({ proposed }) => proposed,
    run: ({ take }) => take(),
  },
  {
    id: "composer.rewrite_keep",
    words: () => t`Seguir con mi redacción`,
    keys: "Escape",
    permission: "case.reply",
    enabled: ({ asked }) => asked,
    run: ({ keep }) => keep(),
  },
];
