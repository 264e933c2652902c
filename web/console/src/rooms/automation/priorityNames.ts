import { t } from "@lingui/core/macro";

/** Priorities by their number, the most urgent first. */
export const PRIORITY_NAMES: [number, () => string][] = [
  [2, () => t`urgente`],
  [1, () => t`alta`],
  [0, () => t`normal`],
  [-1, () => t`baja`],
];

export function priorityName(priority: number): string {
  return PRIORITY_NAMES.find(([value]) => value === priority)?.[1]() ?? String(priority);
}
