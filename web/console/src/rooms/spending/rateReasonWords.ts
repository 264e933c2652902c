import { t } from "@lingui/core/macro";
import type { RateTold } from "~/client/contract/spendingEndpoints";

/** What one line does, or why it cannot be. */
export function rateReasonWords({ outcome, reason }: Pick<RateTold, "outcome" | "reason">): string {
  if (outcome === "new") return t`nueva`;
  if (outcome === "changed") return t`cambia el precio`;
  if (outcome === "same") return t`ya está igual`;
  return REASONS[reason]?.() ?? t`no entra: ${reason}`;
}

const REASONS: Record<string, () => string> = {
  channel: () => t`no entra: ese canal no existe`,
  country: () => t`no entra: el país va en dos letras (PE), o vacío para los demás`,
  category: () => t`no entra: la categoría va en minúsculas, sin espacios`,
  price: () => t`no entra: el precio es una cifra con hasta seis decimales`,
  currency: () => t`no entra: la moneda va en tres letras (USD)`,
  from: () => t`no entra: la fecha va como 2026-10-01`,
};
