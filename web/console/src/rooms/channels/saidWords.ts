import { i18n } from "@lingui/core";
import type { Locale } from "~/client/contract/basics";
import type { Said } from "~/client/contract/connecting";

/** What an adapter says, in the language on screen. */
export function saidWords(said: Said, filled: Record<string, string> = {}): string {
  return said[i18n.locale as Locale].replace(/\{(\w+)\}/g, (all, name: string) => filled[name] ?? all);
}
