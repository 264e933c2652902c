import type { Id } from "~/client/contract/basics";
import type { DraftBody } from "~/client/contract/drafts";
import type { Attachment } from "~/client/contract/messages";
import type { MessageSource, NewMessage } from "~/client/contract/posted";

/** What is being written on a case. Kept in the browser; it survives a reload and a lost session. */
export interface Draft {
  mode: "reply" | "note";
  reply: string;
  note: string;
  subject: string;
  /** Of mail: addresses as they were typed or pasted, right or wrong. */
  to: string;
  copied: string;
  blind: string;
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
export type Back = Partial<Pick<Draft, "reply" | "subject" | "attachments" | "sources" | "origin" | "template" | "to" | "copied" | "blind">>;

export const EMPTY: Draft = {
  mode: "reply",
  reply: "",
  note: "",
  subject: "",
  to: "",
  copied: "",
  blind: "",
  conversation_id: null,
  attachments: [],
  sources: [],
  origin: "",
  template: null,
  mentions: [],
};

/** Of one person: several may use this browser. */
const key = (userId: Id, caseId: Id) => `trato.draft.${userId}.${caseId}`;

/** A draft as this browser has it: upon which revision of the server's, and whether the server has yet to hear of it. */
export interface Kept {
  draft: Draft;
  revision: number;
  dirty: boolean;
}

export function isEmpty(draft: Draft): boolean {
  return !draft.reply.trim() && !draft.note.trim() && draft.attachments.length === 0 && draft.template === null;
}

export function readKept(userId: Id, caseId: Id): Kept {
  const text = localStorage.getItem(key(userId, caseId));
  if (!text) return { draft: EMPTY, revision: 0, dirty: false };
  const { revision = 0, dirty = true, ...draft } = JSON.parse(text) as Partial<Draft & Kept>;
  return { draft: { ...EMPTY, ...draft }, revision, dirty };
}

export function writeKept(userId: Id, caseId: Id, { draft, revision, dirty }: Kept) {
  // An emptied one stays until the server has heard of it: else what was sent would come back from there.
  if (isEmpty(draft) && !draft.subject && (!dirty || revision === 0)) localStorage.removeItem(key(userId, caseId));
  else localStorage.setItem(key(userId, caseId), JSON.stringify({ ...draft, revision, dirty }));
}

/** The cases of which this browser keeps a draft of somebody's. */
export function keptCases(userId: Id): Id[] {
  const start = key(userId, "");
  return Object.keys(localStorage).flatMap((name) => (name.startsWith(start) ? [name.slice(start.length)] : []));
}

export function readDraft(userId: Id, caseId: Id): Draft {
  return readKept(userId, caseId).draft;
}

/** What is written again stands before what was begun meanwhile: nothing is lost. */
export function before(text: string, begun: string): string {
  if (text.trim() === "") return begun;
  return begun.trim() === "" ? text : `${text}\n\n${begun}`;
}

/** What a message that did not leave was written with; of a template its choice, not the words it was filled with. */
export function backOf(body: NewMessage, files: Attachment[]): Back {
  const words = body.template ? {} : { reply: body.text, origin: body.text };
  const sources = body.sources.filter((one) => one.kind === "canned" || one.kind === "suggestion" || one.kind === "model");
  const list = (addresses: string[] | undefined) => (addresses ?? []).join(", ");
  const mail = { to: list(body.to), copied: list(body.copied), blind: list(body.blind) };
  return { ...words, ...mail, attachments: files, subject: body.subject ?? "", template: body.template, sources };
}

/** A draft with what came back in front of what was begun meanwhile: nothing is lost. */
export function putBack(draft: Draft, back: Back): Partial<Draft> {
  const known = new Set(draft.attachments.map((file) => file.id));
  return {
    ...back,
    mode: "reply",
    reply: before(back.reply ?? "", draft.reply),
    subject: back.subject || draft.subject,
    to: back.to || draft.to,
    copied: back.copied || draft.copied,
    blind: back.blind || draft.blind,
    attachments: [...(back.attachments ?? []).filter((file) => !known.has(file.id)), ...draft.attachments],
    sources: [...(back.sources ?? []), ...draft.sources],
  };
}

/** Two texts that were written apart, the other device's first; one that holds the other stands for both. */
function both(theirs: string, ours: string): string {
  if (ours.includes(theirs.trim())) return ours;
  return theirs.includes(ours.trim()) ? theirs : `${theirs}\n\n${ours}`;
}

/** A draft that was written on two devices: nothing of either is lost. */
export function join(theirs: Draft, ours: Draft): Draft {
  const once = <T extends { id: Id | null }>(all: T[]) => all.filter((one, place) => all.findIndex((other) => other.id === one.id) === place);
  const addresses = (left: string, right: string) => (right.includes(left.trim()) ? right : [right.trim(), left.trim()].filter(Boolean).join(", "));
  return {
    ...ours,
    reply: both(theirs.reply, ours.reply),
    note: both(theirs.note, ours.note),
    subject: ours.subject || theirs.subject,
    to: addresses(theirs.to, ours.to),
    copied: addresses(theirs.copied, ours.copied),
    blind: addresses(theirs.blind, ours.blind),
    conversation_id: ours.conversation_id ?? theirs.conversation_id,
    attachments: once([...theirs.attachments, ...ours.attachments]),
    sources: once([...theirs.sources, ...ours.sources]),
    origin: ours.origin || theirs.origin,
    template: ours.template ?? theirs.template,
    mentions: once([...theirs.mentions, ...ours.mentions]),
  };
}

/** What the server keeps of a draft, and back. */
export function bodyOf(draft: Draft): DraftBody {
  const attachments = draft.attachments.map(({ id, name, mime, size, media }) => ({ id, name, mime, size, media }));
  return { ...draft, attachments };
}

export function draftOf(body: DraftBody): Draft {
  const there = { state: "ready" as const, reason_code: null };
  return { ...EMPTY, ...body, attachments: body.attachments.map((file) => ({ ...file, ...there, url: `/api/v1/files/${file.id}` })) };
}

/** The draft of a case that is not on screen, with what came back. */
export function rewritten(draft: Draft, back: Back): Draft {
  return { ...draft, ...putBack(draft, back) };
}
