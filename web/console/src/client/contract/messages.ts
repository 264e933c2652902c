/** What stands in a thread. */

import type { ModerationDeed } from "./moderation";
import type { Id, Instant } from "./basics";
import type { MediaKind } from "./cases";
import type { Understood } from "./triage";
import type { Actor } from "./who";

/** Fields that the server leaves out hold their empty value: the union of `rooms/channels/model/arriving.py`. */
export interface TextPart {
  type: "text";
  text: string;
  html?: string; // sanitised; shown in a sandboxed frame
  quoted?: string; // earlier mails, folded
}
export interface MediaPart {
  type: "media";
  media: MediaKind;
  ref: string;
  mime?: string;
  name?: string;
  caption?: string;
  size?: number;
  content_id?: string;
  attachment_id?: Id;
  story?: "ours" | "theirs"; // of ours, which is answered, or of theirs, which names us
}
export interface LocationPart {
  type: "location";
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
  url?: string;
}
export interface ContactPart {
  type: "contact";
  name: string;
  phones?: string[];
  emails?: string[];
  organisation?: string;
}
export interface ChoicePart {
  type: "choice";
  payload: string;
  title: string;
  description?: string;
  values?: Record<string, unknown> | null;
}
/** One thing that is offered: it comes back, or opens its `link` (https:, or tel:). */
export interface OfferedChoice {
  payload: string;
  title: string;
  description?: string;
  link?: string;
  section?: string; // the part of a list in which it stands
}
export interface Card {
  title: string;
  subtitle?: string;
  picture?: string; // a public address
  choices?: OfferedChoice[];
}
export interface OptionsPart {
  type: "options";
  choices: OfferedChoice[];
  button?: string;
  cards?: Card[];
}
export interface OrderPart {
  type: "order";
  catalogue: string;
  items: Record<string, unknown>[];
  text?: string;
}
export interface UnsupportedPart {
  type: "unsupported";
  what: string;
}
export type Part =
  | TextPart
  | MediaPart
  | LocationPart
  | ContactPart
  | ChoicePart
  | OptionsPart
  | OrderPart
  | UnsupportedPart;

export type Purpose =
  | "reply"
  | "proactive"
  | "campaign"
  | "auto"
  | "survey"
  | "authentication"
  | "consent_request"
  | "bot"
  | "window_fallback"
  | "call";

export interface Attachment {
  id: Id;
  state: "pending" | "ready" | "failed" | "quarantined";
  url: string | null; // same origin; with Content-Disposition, type by content, SVG never inline
  mime: string;
  name: string;
  size: number; // bytes
  media: MediaKind;
  reason_code: string | null; // of a failure, of waiting for the scanner; what it found
}

export type DeliveryState =
  | "queued"
  | "held"
  | "cleared"
  | "sending"
  | "sent"
  | "delivered"
  | "read"
  | "failed"
  | "uncertain"
  | "cancelled"
  | "blocked";

/** The life of an outbound message. `deeds` are those possible now. */
export interface Delivery {
  state: DeliveryState;
  reason_code: string | null; // a closed code: window, opt_out, auth, permanent, approval, freeze, time_out, …
  provider_code: string | null;
  at: Instant; // of the last change
  attempts: number;
  retry_at: Instant | null;
  /** Why it has not left though it may: the provider asked the account for a rest, is not reached, or did not take it. */
  waits: "paused" | "unreached" | "retry" | null;
  deeds: ("verify" | "resend" | "cancel")[];
}

/** What only mail has. */
export interface Envelope {
  subject: string;
  to: string[];
  copied: string[];
  blind: string[];
  automatic: string; // why we think that a machine wrote it; "" when a person did
}

export interface Reaction {
  emoji: string;
  by: Actor;
}

export interface Message {
  id: Id;
  conversation_id: Id;
  case_id: Id;
  /** The order of the thread: (sort_at, seq, id), the same for every client. */
  sort_at: Instant;
  seq: number;
  direction: "in" | "out";
  author: Actor;
  purpose: Purpose;
  parts: Part[];
  attachments: Attachment[];
  mail: Envelope | null;
  template: { name: string; language: string } | null;
  delivery: Delivery | null; // null when inbound
  reply_to: Id | null;
  occurred_at: Instant;
  received_at: Instant;
  edited_at: Instant | null;
  deleted_at: Instant | null;
  reactions: Reaction[];
  /** It came after its place in the thread was past. */
  late: boolean;
  /** Judged a courtesy ("gracias"): it opened nothing and started no clock. One click undoes it. */
  courtesy: boolean;
  public: boolean;
  forwarded: boolean;
  /** Of what stands in public: seen by nobody but who wrote it; liked by us. */
  hidden: boolean;
  liked: boolean;
  /** What was done last with it in public. */
  moderation: ModerationDeed | null;
  rating: number | null; // stars of a review, 1 to 5
  rating_before: number | null; // those of the same person before, where they changed their mind
  facts: Record<string, string>; // what the channel tells of who wrote with what: device, app_version, country…
  understood?: Understood | null; // of what a contact wrote, once it was read
  worded_by?: string; // the model outside whose wording the sender took
}

export interface Note {
  id: Id;
  case_id: Id;
  author: Actor;
  text: string;
  mentions: Id[];
  at: Instant;
  sort_at: Instant;
  seq: number;
  /** A whisper is for whoever holds the case. */
  kind: "note" | "whisper";
}

/** Oldest first; `next` goes back in time, `later` towards now: null where there is no more. */
export interface ThreadPage {
  items: ThreadItem[];
  next: string | null;
  later: string | null;
}

export type ThreadItem = { kind: "message"; message: Message } | { kind: "note"; note: Note };

/** One thing that happened to the case. `kind` names the sentence, `values` fill it; ids, numbers and codes only. */
export interface TimelineEntry {
  id: Id;
  kind: string; // snake_case of the event: "case_opened", "case_assigned", "message_uncertain", …
  occurred_at: Instant;
  actor: Actor;
  values: Record<string, string | number | null>;
}
