import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { ContactAttribute } from "~/client/contract/contacts";

/** A value as people read it: dates and numbers in the language on screen. */
export function attributeValueWords({ kind, value }: ContactAttribute): string {
  if (value === null) return "";
  if (kind === "yes_no") return value ? t`sí` : t`no`;
  if (kind === "number") return new Intl.NumberFormat(i18n.locale).format(Number(value));
  if (kind === "date") return new Intl.DateTimeFormat(i18n.locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${String(value)}T00:00:00Z`));
  return String(value);
}
