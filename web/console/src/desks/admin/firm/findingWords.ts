import { t } from "@lingui/core/macro";
import type { Policy } from "~/client/contract/promises";
import { list } from "~/kit/formats";

const SHOWN = 3;

/** Where a policy goes before others that say no less of whom they are for: said once, where it wins. */
export function meetsWords(one: Policy, policies: Policy[]): string {
  const others = policies.filter((other) => other.findings.some((each) => each.kind === "meets" && each.by === one.id)).map((other) => `«${other.name}»`);
  if (others.length === 0) return "";
  const named = list(others.length > SHOWN ? [...others.slice(0, SHOWN), t`${others.length - SHOWN} más`] : others, "conjunction");
  return t`Donde coincide con ${named}, gana esta.`;
}

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
