/** One case, whole. */

import type { Id, Instant } from "./basics";
import type { Moderation } from "./moderation";
import type { CaseRow, Clock, Surface } from "./lists";
import type { ThreadHolder } from "./threads";
import type { Actor, Permission } from "./who";

export type ParticipantRole = "requester" | "participant" | "author" | "copied";

export interface Participant {
  contact_id: Id;
  name: string;
  role: ParticipantRole;
  address: string | null;
}

export type WindowState = "open" | "human_only" | "template_only" | "closed";
export type LengthUnit = "characters" | "bytes" | "code_units" | "weighted";
export type MediaKind = "image" | "video" | "audio" | "voice" | "document" | "sticker";

/** What may be done in one conversation now. The console asks these and never the channel's name. */
export interface Capabilities {
  live: boolean;
  window: WindowState;
  open_until: Instant | null;
  text_limit: number;
  text_unit: LengthUnit;
  segmented: boolean; // texts are carried, and charged, in segments
  media: Partial<Record<MediaKind, number>>; // largest size in bytes; a missing kind is refused
  mime: string[]; // accepted types; empty means any
  files: number; // with one message
  buttons: number;
  list_rows: number; // choices in a list
  templates: boolean;
  subject: boolean;
  recipients: number; // addresses that one message may go to
  rich_text: boolean;
  light_marks: boolean; // *bold*, _italic_, ~struck~, ```code```
  reactions: boolean;
  typing_in: boolean;
  typing_out: boolean;
  public: boolean; // everybody reads what is written
  replaces: boolean; // one answer stands: a new one takes the place of the one before
  private_reply: boolean; // what was said here may be answered once in private
  private_link: string; // where people can write to us in private, on a channel without private replies
  moderation: Moderation[]; // what may be done with what others said in public
  own_moderation: Moderation[]; // and with what we said there ourselves
  charged: boolean;
  opt_out: "begun" | "all"; // what a no for ever stops: what we begin, or all until they say yes
}

export interface Conversation {
  id: Id;
  channel: string;
  surface: Surface;
  account: { id: Id; name: string; address: string }; // what people write to, where that is an address
  identity: { id: Id; value: string; contact_id: Id; name: string };
  subject: string | null; // of a mail thread
  capabilities: Capabilities;
  last_message_at: Instant;
  opted_out: OptedOut | null;
  post: Post | null;
  thread: ThreadHolder | null; // who answers in it
  voice: Voice | null;
}

/** The account of care beside one of marketing or sales: whether it can answer here, and whether it does. */
export interface Voice {
  name: string;
  can: boolean;
  speaks: boolean;
  why: "" | "unapproved" | "named" | "never"; // what keeps it from that where it cannot
}

export type OutlookReason =
  | "angry"
  | "getting_worse"
  | "repeats"
  | "asks_for_person"
  | "contradicts"
  | "offends"
  | "waited"
  | "unanswered"
  | "sent_away"
  | "leaving"
  | "threatens"
  | "often_written"
  | "transferred"
  | "reopened"
  | "thanks"
  | "solved"
  | "turns_down"
  | "goes_along";

/** How a case goes, as it is predicted: satisfaction 0 to 100, probabilities, reasons with the points they took or gave. */
export interface Outlook {
  csat: number;
  dissatisfied: number;
  escalation: number;
  churn: number;
  lead: number;
  reasons: [OutlookReason, number][];
}

/** What a public conversation is below. */
export interface Post {
  text: string;
  author: string;
  url: string;
  at: Instant | null;
}

/** That the contact said no: to `everything` in this conversation, or to what we begin, of `purposes` ("" is all). */
export interface OptedOut {
  at: Instant;
  everything: boolean;
  purposes: string[];
}

export interface Disposition {
  id: Id;
  parent_id: Id | null;
  name: string;
  retired: boolean;
  /** Only a leaf may close a case. */
  leaf: boolean;
}

export interface Resolution {
  by: Actor;
  at: Instant;
  disposition_id: Id | null;
}

/** Who else has this case on screen. */
export interface Viewer {
  user_id: Id;
  name: string;
  typing: boolean;
}

/** The advertisement or link that brought the contact. */
export interface Referral {
  advert: boolean;
  source: string; // the channel's own word
  source_id: string;
  headline: string;
  url: string;
}

export interface CaseDetail extends CaseRow {
  participants: Participant[];
  conversations: Conversation[]; // the one to answer by default first
  clocks: Clock[];
  resolution: Resolution | null;
  previous_case: { id: Id; number: number } | null;
  merged_into: { id: Id; number: number } | null;
  /** Merges into this case that can be undone. */
  merges: { id: Id; number: number; at: Instant }[];
  referral: Referral | null;
  outlook: Outlook | null; // as it is predicted; null where nobody predicted it
  viewers: Viewer[];
  /** The identity that is typing, by conversation. */
  contact_typing: { conversation_id: Id; until: Instant }[];
  may: Permission[];
}
