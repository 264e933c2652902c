import { t } from "@lingui/core/macro";
import type { Tell } from "~/client/contract/panels";

export const TELLS: readonly Tell[] = ["emails", "phones", "site_ids", "name", "case"];

export function tellWords(tell: Tell): string {
  const words: Record<Tell, string> = {
    emails: t`Sus correos`,
    phones: t`Sus teléfonos`,
    site_ids: t`El identificador que avaló el sitio`,
    name: t`Su nombre`,
    case: t`El número del caso`,
  };
  return words[tell];
}
