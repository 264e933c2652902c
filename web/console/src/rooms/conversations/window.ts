import type { Capabilities } from "~/client/contract/cases";

/** Whether free text may be written at `now`: the server's word, and the countdown that it gave. */
export function freeText(capabilities: Capabilities, now: number): boolean {
  const open = capabilities.window === "open" || capabilities.window === "human_only";
  return open && (capabilities.open_until === null || Date.parse(capabilities.open_until) > now);
}
