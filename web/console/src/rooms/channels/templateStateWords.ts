import { t } from "@lingui/core/macro";
import type { TemplateState } from "~/client/contract/libraryEndpoints";

/** How a template stands with its provider, and why, as far as it says. */
export function templateStateWords(state: TemplateState, reason: string): string {
  const why = reason === "gone" ? t`el proveedor ya no la tiene` : reason;
  const words = STATES[state]();
  return why && state !== "approved" ? t`${words}: ${why}` : words;
}

const STATES: Record<TemplateState, () => string> = {
  approved: () => t`aprobada`,
  pending: () => t`en revisión`,
  rejected: () => t`rechazada`,
  paused: () => t`en pausa`,
  disabled: () => t`fuera de uso`,
};
