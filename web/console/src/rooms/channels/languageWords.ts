import { t } from "@lingui/core/macro";
import type { ProfileLanguage } from "~/client/contract/profile";

/** A language by its name. */
export function languageWords(language: ProfileLanguage): string {
  switch (language) {
    case "es":
      return t`español`;
    case "en":
      return t`inglés`;
    case "pt":
      return t`portugués`;
    default:
      return language satisfies never;
  }
}
