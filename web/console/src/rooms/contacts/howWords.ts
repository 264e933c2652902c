import { t } from "@lingui/core/macro";
import type { Consent } from "~/client/contract/contacts";

/** How a yes or no was said that somebody of ours noted. */
export function howWords(how: Exclude<Consent["how"], "">): string {
  switch (how) {
    case "call":
      return t`Por teléfono`;
    case "in_person":
      return t`En persona`;
    case "paper":
      return t`En papel`;
    case "mail":
      return t`Por correo`;
    case "chat":
      return t`En otro chat`;
  }
}
