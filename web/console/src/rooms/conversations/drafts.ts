import type { Id } from "~/client/contract/basics";
import type { Attachment } from "~/client/contract/messages";
import type { MessageSource } from "~/client/contract/posted";

/** What is being written on a case. Kept in the browser; it survives a reload and a lost session. */
export interface Draft {
  mode: "reply" | "note";
  reply: string;
  note: string;
  subject: string;
  conversation_id: Id | null;
  attachments: Attachment[];
  sources: MessageSource[];
  /** The text as it was put in by a canned reply, to say later how much of it was changed. */
  origin: string;
  template: { id: Id; parameters: string[] } | null;
}

export const EMPTY: Draft = {
  mode: "reply",
  reply: "",
  note: "",
  subject: "",
  conversation_id: null,
  attachments: [],
  sources: [],
  origin: "",
  template: null,
};

/** Of one person: several may use this browser. */
const key = (userId: Id, caseId: Id) => `trato.draft.${userId}.${caseId}`;

export function readDraft(userId: Id, caseId: Id): Draft {
  const text = localStorage.getItem(key(userId, caseId));
  return text ? { ...EMPTY, ...(JSON.parse(text) as Partial<Draft>) } : EMPTY;
}

export function writeDraft(userId: Id, caseId: Id, draft: Draft) {
  const empty = !draft.reply && !draft.note && !draft.subject && draft.attachments.length === 0;
  if (empty) localStorage.removeItem(key(userId, caseId));
  else localStorage.setItem(key(userId, caseId), JSON.stringify(draft));
}

/** What is written again stands before what was begun meanwhile: nothing is lost. */
export function before(text: string, begun: string): string {
  return begun.trim() === "" ? text : `${text}\n\n${begun}`;
}

/** Put a text back into the draft of a case that is not on screen. */
export function rewrite(userId: Id, caseId: Id, text: string) {
  const draft = readDraft(userId, caseId);
  writeDraft(userId, caseId, { ...draft, mode: "reply", reply: before(text, draft.reply) });
}
