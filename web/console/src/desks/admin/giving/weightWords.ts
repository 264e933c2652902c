import { t } from "@lingui/core/macro";
import type { Weight } from "~/client/contract/weightsEndpoints";

/** How the cases of a channel are worked: with somebody waiting, when there is time, or alone. */
export type Way = "live" | "deferred" | "exclusive";

export const wayOf = ({ live, exclusive }: Weight): Way => (exclusive ? "exclusive" : live ? "live" : "deferred");

export function wayWords(way: Way): string {
  return { live: t`en vivo`, deferred: t`diferido`, exclusive: t`en vivo, ocupa a la persona entera` }[way];
}
