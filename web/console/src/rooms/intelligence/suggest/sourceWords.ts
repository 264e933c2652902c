import { t } from "@lingui/core/macro";
import type { SuggestionSource } from "~/client/contract/suggestions";
import { shortDay } from "~/kit/formats";

/** Where a suggestion is from, in words. */
export function sourceWords(source: SuggestionSource, now: number): string {
  if (source.kind === "canned") return source.title ? t`Respuesta guardada «${source.title}»` : t`Respuesta guardada`;
  const day = source.at ? shortDay(source.at, now) : "";
  return source.by ? t`De una respuesta de ${source.by}, ${day}` : t`De una respuesta, ${day}`;
}
