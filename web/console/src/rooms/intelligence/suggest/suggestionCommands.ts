import { t } from "@lingui/core/macro";
import type { Command } from "~/kit/command";

/** What stands above the field, and what is done with it. */
export interface SuggestionContext {
  count: number;
  take: (place: number) => void;
  reject: () => void;
}

/** 1 to 3 close a call. */
export const SUGGESTION_KEYS = ["7", "8", "9"];

const take = (place: number, words: () => string): Command<SuggestionContext> => ({
  id: `suggestion.take_${place + 1}`,
  words,
  keys: SUGGESTION_KEYS[place] ?? "",
  permission: "case.reply",
  enabled: ({ count }) => count > place,
  run: (context) => context.take(place),
});

export const suggestionCommands: Command<SuggestionContext>[] = [
  take(0, () => t`Poner la primera respuesta sugerida`),
  take(1, () => t`Poner la segunda respuesta sugerida`),
  take(2, () => t`Poner la tercera respuesta sugerida`),
  {
    id: "suggestion.reject",
    words: () => t`Descartar la respuesta sugerida, con su motivo`,
    keys: "0",
    permission: "case.reply",
    enabled: ({ count }) => count > 0,
    run: ({ reject }) => reject(),
  },
];
