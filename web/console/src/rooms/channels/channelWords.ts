import { i18n } from "@lingui/core";
import type { Locale } from "~/client/contract/basics";
import { NAMES } from "./registered";

/** A channel's name as people say it within a sentence. Only a name: what a channel can do is asked of its capabilities. */
export function channelWords(channel: string): string {
  return NAMES[channel]?.[i18n.locale as Locale] ?? channel;
}
