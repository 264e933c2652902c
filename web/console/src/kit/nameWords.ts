import { t } from "@lingui/core/macro";

/** A person's name, or that we do not know it. */
export function nameWords(name: string): string {
  return name || t`Sin nombre`;
}
