import { t } from "@lingui/core/macro";
import type { CaseSummary, PointKind } from "~/client/contract/summaryEndpoints";

/** What a sentence is to whoever takes the case over. */
export const POINTS: Record<PointKind, () => string> = {
  wants: () => t`Escribió por`,
  said: () => t`Se le respondió`,
  promised: () => t`Se le dijo que`,
  open: () => t`Sin responder`,
  asked: () => t`Se le preguntó`,
};

/** Who had the case before, and why it was passed on where they said so. */
export function handedWords({ giver_kind, giver, why }: NonNullable<CaseSummary["handed"]>): string {
  const who = giver_kind === "bot" || !giver ? t`Antes lo llevaba un bot` : t`Antes lo llevaba ${giver}`;
  return why ? `${who}: ${why}` : who;
}
