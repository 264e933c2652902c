import type { CaseDetail } from "~/client/contract/cases";

/** What this person may write on this case now. */
export function writable(one: CaseDetail): ("reply" | "note")[] {
  const modes: ("reply" | "note")[] = [];
  if (one.may.includes("case.reply")) modes.push("reply");
  if (one.may.includes("case.note")) modes.push("note");
  return modes;
}
