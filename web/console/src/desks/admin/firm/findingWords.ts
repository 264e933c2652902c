import { t } from "@lingui/core/macro";
import type { Policy } from "~/client/contract/promises";

/** What another policy takes from this one, as a sentence. */
export function findingWords(finding: Policy["findings"][number], policies: Policy[]): string {
  const other = policies.find((one) => one.id === finding.by)?.name ?? t`otra política`;
  switch (finding.kind) {
    case "replaced":
      return t`Nunca se elige: «${other}» es para los mismos mensajes y más nueva.`;
    case "locked":
      return t`Vale menos tiempo: «${other}» es más estricta y lleva candado.`;
    case "meets":
      return t`Donde coinciden gana «${other}».`;
  }
}
