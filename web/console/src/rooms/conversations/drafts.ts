import type { Id } from "~/client/contract/basics";
import type { Attachment } from "~/client/contract/messages";
import type { MessageSource, NewMessage } from "~/client/contract/posted";

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
  /** Whom the note calls: chosen from the list, told by the words that stand for them. */
  mentions: Mention[];
}

export interface Mention {
  kind: "user" | "team";
  id: Id;
  words: string;
}

/** What a message that did not leave gives back to the draft. */
export type Back = Partial<Pick<Draft, "reply" | "subject" | "attachments" | "sources" | "origin" | "template">>;

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
  mentions: [],
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
  if (text.trim() === "") return begun;
  return begun.trim() === "" ? text : `${text}\n\n${begun}`;
}

/** What a message that did not leave was written with; of a template its choice, not the words it was filled with. */
export function backOf(body: NewMessage, files: Attachment[]): Back {
  const words = body.template ? {} : { reply: body.text, origin: body.text };
  const sources = body.sources.filter((one) => one.kind === "canned");
  return { ...words, attachments: files, subject: body.subject ?? "", template: body.template, sources };
}

/** A draft with what came back in front of what was begun meanwhile: nothing is lost. */
export function putBack(draft: Draft, back: Back): Partial<Draft> {
  const known = new Set(draft.attachments.map((file) => file.id));
  return {
    ...back,
    mode: "reply",
    reply: before(back.reply ?? "", draft.reply),
    subject: back.subject || draft.subject,
    attachments: [...(back.attachments ?? []).filter((file) => !known.has(file.id)), ...draft.attachments],
    sources: [...(back.sources ?? []), ...draft.sources],
  };
}

/** Put what came back into the draft of a case that is not on screen. */
export function rewrite(userId: Id, caseId: Id, back: Back) {
  const draft = readDraft(userId, caseId);
  writeDraft(userId, caseId, { ...draft, ...putBack(draft, back) });
}
