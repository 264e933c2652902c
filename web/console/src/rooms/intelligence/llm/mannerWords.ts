import { t } from "@lingui/core/macro";
import type { Manner } from "~/client/contract/llmEndpoints";

export const MANNERS: readonly Manner[] = ["tone", "shorter", "translate"];

/** How a reply is to be worded, in words. */
export function mannerWords(manner: Manner): string {
  switch (manner) {
    case "tone":
      return t`con el tono de la marca`;
    case "shorter":
      return t`más corta`;
    case "translate":
      return t`en el idioma del cliente`;
    default:
      return manner satisfies never;
  }
}
