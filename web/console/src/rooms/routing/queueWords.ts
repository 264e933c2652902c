import { t } from "@lingui/core/macro";
import type { QueueTerms } from "~/client/contract/routing";
import { longSpan } from "~/kit/formats";

/** How a queue gives its cases. */
export function modeWords({ automatic, mode }: Pick<QueueTerms, "automatic" | "mode">): string {
  if (!automatic) return mode === "push" ? t`a mano` : t`se toman`;
  return { push: t`se reparten`, pull: t`se toman`, both: t`se reparten y se toman` }[mode];
}

export function acceptWords(seconds: number): string {
  return seconds === 0 ? t`en el acto` : t`se aceptan en ${longSpan(seconds * 1_000)}`;
}
