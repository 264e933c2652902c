/** What the console posts. */

import type { Id, Instant } from "./basics";

export interface SignIn {
  workspace?: string;
  email: string;
  password: string;
  code?: string; // six digits of TOTP
}

/** Where a text came from; `edit_share` is 0 (as it was) to 1 (rewritten). */
export interface MessageSource {
  kind: "typed" | "canned" | "template" | "suggestion" | "macro" | "model";
  id: Id | null;
  version: number | null;
  edit_share: number;
}

/** How long writing took: seconds and counts, never keystrokes. */
export interface Compose {
  focused_at: Instant | null;
  first_key_at: Instant | null;
  active_seconds: number;
  discarded: number; // drafts emptied before this one
}

/**
 * `id` is minted by the browser (UUIDv7) and is the key for ever: the same again answers the same message.
 * With a template, `text` is what it reads as, for the echo on screen; the server renders its own.
 */
export interface NewMessage {
  id: Id;
  case_id: Id;
  purpose: "reply" | "proactive";
  text: string;
  attachments: Id[];
  template: { id: Id; parameters: string[] } | null;
  subject: string | null;
  to: string[]; // of mail: besides the contact
  copied: string[];
  blind: string[];
  reply_to: Id | null;
  sources: MessageSource[];
  compose: Compose | null;
  undo_seconds: number; // it leaves after so long, and can be cancelled until then
}

/** Writing first. `case_id` is minted too. Either a known contact's identity or an address. */
export interface NewConversation {
  case_id: Id;
  account_id: Id;
  contact_id: Id | null;
  identity_id: Id | null;
  address: string | null;
  name: string | null; // of a contact that we do not know yet
  purpose: "service" | "marketing"; // what consent it needs
  case_subject: string;
  message: Omit<NewMessage, "case_id" | "purpose" | "reply_to" | "undo_seconds">;
}

export interface NewNote {
  id: Id;
  text: string;
  mentions: Id[];
  teams: Id[]; // everybody in them is mentioned
}

/** An interval of attention on a case (records: focus, compose, wrap-up, screen). Counts and seconds only. */
export interface Segment {
  id: Id;
  kind: "focus" | "compose" | "wrap_up" | "screen";
  case_id: Id | null;
  screen: string | null; // of kind screen: "cases", "case", "search", …
  device: string; // a random id of this browser
  started_at: Instant;
  ended_at: Instant;
  active_seconds: number; // with the idle time cut
  keys: number; // counts, never which
  clicks: number;
  scrolls: number;
  /** Only of kind compose. */
  first_key_at: Instant | null;
  outcome: "sent" | "kept" | "discarded" | null;
  message_id: Id | null;
}
