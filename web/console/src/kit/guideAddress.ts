import { i18n } from "@lingui/core";

/** Where the user guide stands, in Spanish or English, whichever is nearer to the language on screen. */
export function guideAddress(): string {
  return `/docs/${i18n.locale === "en" ? "en" : "es"}/start`;
}
