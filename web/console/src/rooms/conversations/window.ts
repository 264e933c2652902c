import type { Capabilities } from "~/client/contract/cases";

/** Whether free text may be written: the server's word, and whether the countdown that it gave is over. */
export function freeText({ window }: Capabilities, over: boolean): boolean {
  return (window === "open" || window === "human_only") && !over;
}
