import { i18n } from "@lingui/core";

/** Where the user guide stands, in the language on screen. */
export function guideAddress(): string {
  return `/docs/${i18n.locale}/start`;
}
