import { t } from "@lingui/core/macro";

/** What a message is charged as, as people say it. */
export function categoryWords(category: string): string {
  if (category.endsWith("_in_window")) return t`${categoryWords(category.slice(0, -"_in_window".length))}, con la ventana abierta`;
  return NAMES[category]?.() ?? category;
}

const NAMES: Record<string, () => string> = {
  marketing: () => t`marketing`,
  utility: () => t`utilidad`,
  authentication: () => t`autenticación`,
  service: () => t`servicio`,
  sms: () => "SMS",
  mms: () => "MMS",
};
