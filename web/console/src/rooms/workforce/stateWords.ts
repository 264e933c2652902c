import { t } from "@lingui/core/macro";

/** A recorded state in a word; `reason` is what the person chose, in the workspace's own words. */
export function stateWords(state: string, reason: string): string {
  const names: Record<string, string> = { online: t`en línea`, busy: t`ocupado`, break: t`en pausa`, away: t`ausente`, offline: t`fuera de línea`, "": t`sin haber entrado` };
  const name = names[state] ?? state;
  return reason === "" || reason === state ? name : `${name} (${reason.replaceAll("_", " ")})`;
}
