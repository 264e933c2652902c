/**
 * What the console asks of the server, in one file: resources, endpoints, live frames.
 *
 * REST under `/api/v1`, JSON, snake_case. Ids are UUID strings. Instants are ISO 8601 in UTC ("2026-11-19T14:05:00Z").
 * Refusals are problem details (RFC 9457, `application/problem+json`): `code` is the translation key.
 * The session is a cookie; a request without one answers 401 `unauthenticated`.
 * Lists answer `Page<T>`; `next` is an opaque cursor, null at the end.
 * A field may be added at any time; a client ignores what it does not know.
 */

export type Id = string;
export type Instant = string;
export type Locale = "es" | "en" | "pt";

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** RFC 9457. `code` names the sentence; the other members are its data. */
export interface Problem {
  type?: string;
  title?: string;
  status: number;
  code: string;
  detail?: string;
  /** Of a 422: which fields, each with its own code. */
  fields?: { field: string; code: string }[];
  [data: string]: unknown;
}

// ---- who ------------------------------------------------------------------------------------------

export type ActorKind = "user" | "bot" | "contact" | "system";

/** Who did it. `alias` is the face that the contact saw, where it differs from `name`. */
export interface Actor {
  kind: ActorKind;
  id: Id | null;
  name: string;
  alias: string | null;
}

/** What a user may do at all; what may be done to one case now is `CaseDetail.may`. */
export type Permission =
  | "case.read"
  | "case.reply"
  | "case.note"
  | "case.assign"
  | "case.resolve"
  | "case.reopen"
  | "case.wait"
  | "case.set_aside"
  | "case.tag"
  | "case.merge"
  | "case.split"
  | "conversation.start"
  | "contact.read"
  | "contact.block"
  | "message.resend";

export type PresenceState = "available" | "busy" | "away" | "offline";

/** `reason` is a code from `Me.presence_reasons`; null while available. */
export interface Presence {
  state: PresenceState;
  reason: string | null;
  since: Instant;
}

export interface Brand {
  id: Id;
  name: string;
  country: string; // ISO 3166-1 alpha-2
}

export interface Team {
  id: Id;
  name: string;
  brand_id: Id | null;
}

export interface Me {
  user: { id: Id; name: string; email: string; alias: string | null };
  workspace: { id: Id; slug: string; name: string };
  brands: Brand[];
  teams: Team[];
  permissions: Permission[];
  locale: Locale;
  time_zone: string;
  presence: Presence;
  presence_reasons: string[];
  /** Cases held now, and how many at once. */
  load: { now: number; limit: number };
  /** The server's clock: the browser's own may be wrong. */
  now: Instant;
}

/** Somebody to whom a case may be assigned. */
export interface Assignee {
  id: Id;
  name: string;
  presence: PresenceState;
  load: { now: number; limit: number };
  team_ids: Id[];
}

// ---- views and lists --------------------------------------------------------------------------------

export type ViewKind =
  | "mine"
  | "due" // mine, a promise near or broken
  | "mentions"
  | "snoozed"
  | "unassigned"
  | "team"
  | "breached"
  | "uncertain" // a delivery that may or may not have left
  | "set_aside"
  | "resolved"
  | "saved";

/** A list of cases. `id` stands in URLs and topics: the kind, `team` kinds as `unassigned.<team id>`, or a UUID. */
export interface View {
  id: string;
  kind: ViewKind;
  name: string | null; // of a saved view; the console names the others
  team_id: Id | null;
  count: number;
  unread: number;
}

export type CaseState = "open" | "resolved" | "closed";
export type WaitingOn = "contact" | "third_party" | "team" | "until";
export type Priority = "low" | "normal" | "high" | "urgent";
export type Surface =
  | "direct_message"
  | "chat"
  | "public_comment"
  | "mention"
  | "review"
  | "mail"
  | "call"
  | "form";

/** `ceiling`: the longest that a channel lets anybody wait, above all policies and at every hour. */
export type ClockTarget = "first_response" | "first_human_response" | "next_response" | "ceiling" | "resolution";
export type ClockState = "running" | "paused" | "satisfied" | "breached" | "voided";

/**
 * One promise running on a case. `due_at` is the instant in real time by which opening hours have passed;
 * null while paused. A running clock past `due_at` is shown as breached at once, before the server says so.
 */
export interface Clock {
  id: Id;
  target: ClockTarget;
  state: ClockState;
  started_at: Instant;
  due_at: Instant | null;
  approaching_at: Instant | null;
  within_seconds: number; // the promise, in open time
  remaining_seconds: number | null; // while paused
  satisfied_at: Instant | null;
}

export interface Tag {
  id: Id;
  name: string;
}

export type SetAsideReason = "spam" | "troll" | "no_engage" | "courtesy" | "duplicate" | "test" | "blocked"; // the last one only by blocking the contact

export interface Waiting {
  on: WaitingOn;
  until: Instant | null;
  team_id: Id | null;
  since: Instant;
}

/** A case as the list shows it. */
export interface CaseRow {
  id: Id;
  number: number;
  /** It grows with each change: an older snapshot that comes later is ignored. */
  revision: number;
  subject: string; // "" when nobody named it
  preview: string; // last message in plain text, at most 140 characters
  preview_by: ActorKind;
  contact: { id: Id; name: string };
  brand_id: Id;
  team_id: Id | null;
  channel: string; // of the last message: "whatsapp", "webchat", "email", …
  surface: Surface;
  state: CaseState;
  waiting: Waiting | null;
  set_aside: SetAsideReason | null;
  holder: Actor | null;
  priority: Priority;
  unread: number; // messages of the contact that this user has not seen
  uncertain: number; // deliveries in doubt
  failed: number;
  clock: Clock | null; // the running one that falls due first
  tags: Tag[];
  opened_at: Instant;
  last_message_at: Instant;
}

/** How `GET /cases` is sorted. `slack`: least time left first, cases at rest last, then oldest first. */
export type CaseSort = "slack" | "newest" | "oldest";

// ---- a case ------------------------------------------------------------------------------------------

export type ParticipantRole = "requester" | "participant" | "author" | "copied";

export interface Participant {
  contact_id: Id;
  name: string;
  role: ParticipantRole;
  address: string | null;
}

export type WindowState = "open" | "human_only" | "template_only" | "closed";
export type LengthUnit = "characters" | "bytes" | "weighted" | "segments";
export type MediaKind = "image" | "video" | "audio" | "voice" | "document" | "sticker";

/** What may be done in one conversation now. The console asks these and never the channel's name. */
export interface Capabilities {
  live: boolean;
  window: WindowState;
  open_until: Instant | null;
  text_limit: number;
  text_unit: LengthUnit;
  media: Partial<Record<MediaKind, number>>; // largest size in bytes; a missing kind is refused
  mime: string[]; // accepted types; empty means any
  buttons: number;
  templates: boolean;
  subject: boolean;
  rich_text: boolean;
  reactions: boolean;
  typing_in: boolean;
  typing_out: boolean;
  charged: boolean;
}

export interface Conversation {
  id: Id;
  channel: string;
  surface: Surface;
  account: { id: Id; name: string };
  identity: { id: Id; value: string; contact_id: Id; name: string };
  subject: string | null; // of a mail thread
  capabilities: Capabilities;
  last_message_at: Instant;
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

export interface CaseDetail extends CaseRow {
  participants: Participant[];
  conversations: Conversation[]; // the one to answer by default first
  clocks: Clock[];
  resolution: Resolution | null;
  previous_case: { id: Id; number: number } | null;
  merged_into: { id: Id; number: number } | null;
  /** Merges into this case that can be undone. */
  merges: { id: Id; number: number; at: Instant }[];
  viewers: Viewer[];
  /** The identity that is typing, by conversation. */
  contact_typing: { conversation_id: Id; until: Instant }[];
  may: Permission[];
}

// ---- messages ----------------------------------------------------------------------------------------

/** Fields that the server leaves out hold their empty value: the union of `rooms/channels/model.py`. */
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
export interface OptionsPart {
  type: "options";
  choices: { payload: string; title: string; description?: string }[];
  button?: string;
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
  | "window_fallback";

export interface Attachment {
  id: Id;
  state: "pending" | "ready" | "failed";
  url: string | null; // same origin; with Content-Disposition, type by content, SVG never inline
  mime: string;
  name: string;
  size: number; // bytes
  media: MediaKind;
  reason_code: string | null; // of a failure
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
  deeds: ("verify" | "resend" | "cancel")[];
}

/** What only mail has. */
export interface Envelope {
  subject: string;
  to: string[];
  copied: string[];
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

// ---- the contact ---------------------------------------------------------------------------------------

export interface Identity {
  id: Id;
  kind: string; // "phone", "email", "whatsapp_user", "web_visitor", …
  channel: string;
  value: string;
  scope: "account" | "portfolio" | "world";
  verified: boolean;
  /** Null for one of the contact's own; else how sure we are that it is theirs, never linked by that alone. */
  likelihood: number | null;
}

export interface Consent {
  purpose: string;
  given: boolean;
  at: Instant;
  text_version: string;
}

export interface Activity {
  id: Id;
  kind: string;
  at: Instant;
  title: string;
  amount: string | null; // decimal
  currency: string | null;
  source: string;
}

export interface ContactPanel {
  id: Id;
  name: string;
  language: string | null;
  country: string | null;
  time_zone: string | null;
  organisation: string | null;
  since: Instant;
  blocked: { reason: string; at: Instant; by: Actor } | null;
  identities: Identity[];
  consents: Consent[];
  attributes: { name: string; value: string; purpose: string }[];
  previous_cases: CaseRow[]; // newest first, at most 20, without the one on screen
  activity: Activity[]; // newest first, at most 20
}

/** A contact as a search finds it. */
export interface ContactRow {
  id: Id;
  name: string;
  identities: Identity[];
  blocked: boolean;
}

// ---- what agents choose from -----------------------------------------------------------------------------

/** `body` may hold {{contact.first_name}}, {{agent.name}}, {{case.number}}, {{brand.name}}. */
export interface CannedReply {
  id: Id;
  version: number;
  shortcut: string;
  title: string;
  body: string;
  language: Locale;
  brand_id: Id | null;
}

export interface Template {
  id: Id;
  account_id: Id;
  name: string;
  language: string;
  category: string;
  body: string; // {{1}} for parameters
  parameters: number;
}

export interface ChannelAccount {
  id: Id;
  channel: string;
  name: string;
  brand_id: Id;
  surface: Surface;
  /** May we write first, and how. */
  starts_conversations: boolean;
  templates: boolean;
  subject: boolean;
  identity_kinds: string[]; // which addresses it can write to
}

// ---- what is posted ----------------------------------------------------------------------------------------

export interface SignIn {
  workspace?: string;
  email: string;
  password: string;
  code?: string; // six digits of TOTP
}

/** Where a text came from; `edit_share` is 0 (as it was) to 1 (rewritten). */
export interface MessageSource {
  kind: "typed" | "canned" | "template" | "suggestion" | "macro";
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
  copied: string[];
  reply_to: Id | null;
  sources: MessageSource[];
  compose: Compose | null;
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
  message: Omit<NewMessage, "case_id" | "purpose" | "reply_to">;
}

export interface NewNote {
  id: Id;
  text: string;
  mentions: Id[];
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

// ---- live ----------------------------------------------------------------------------------------------------

/** `me`, `views`, `cases:<view id>`, `case:<case id>`. */
export type Topic = string;

/** A resource as it is now. `gone`: it left this topic (of a view: the case is no longer in it). */
export type LiveResource =
  | { type: "case_row"; row: CaseRow }
  | { type: "case"; case: CaseDetail }
  | { type: "message"; message: Message }
  | { type: "note"; note: Note }
  | { type: "timeline"; entry: TimelineEntry }
  | { type: "contact"; contact: ContactPanel }
  | { type: "views"; views: View[] }
  | { type: "me"; me: Me }
  | { type: "gone"; of: "case_row" | "message" | "note"; id: Id };

/**
 * From the server. The first frame after a subscription has `prev: null` and no resources: it says where the
 * topic stands. Later ones chain: a `prev` other than the last `seq` seen means that the client refetches.
 */
export interface Frame {
  topic: Topic;
  prev: number | null;
  seq: number;
  now: Instant;
  resources: LiveResource[];
  /** Instead of resources: "not_found" (also when forbidden). */
  error?: string;
}

/** From the client. */
export type LiveRequest =
  | { subscribe: Topic }
  | { unsubscribe: Topic }
  | { viewing: Id | null } // the case on screen
  | { typing: { case_id: Id; conversation_id: Id; on: boolean } };

/** Why the server closes the socket. */
export const SESSION_ENDED = 4401;
export const RIGHTS_CHANGED = 4403; // subscribe again: `/me` differs

// ---- endpoints -------------------------------------------------------------------------------------------------

/**
 * Method and path under `/api/v1` -> query, body, answer. Codes that the console explains in words of its own
 * stand beside the endpoint; any other code shows the generic sentence with the code.
 *
 * Every deed on a case answers the `CaseDetail` after it, and is a no-op when it already holds. Undo is the
 * inverse deed with `undo: true`, which restores the row as it was (a resolution undone is no reopening).
 */
export interface Endpoints {
  /**
   * Sets the cookie; who it is stands at `/me`. 401 wrong_credentials, code_needed, wrong_code;
   * 409 workspace_needed {workspaces: {slug, name}[]}; 429 slow_down {retry_after}.
   */
  "POST /session": { body: SignIn; answer: null };
  "DELETE /session": { answer: null };
  "GET /me": { answer: Me };
  "PATCH /me": { body: { locale?: Locale; time_zone?: string }; answer: Me };
  "PUT /me/presence": { body: { state: PresenceState; reason: string | null }; answer: Me };

  "GET /views": { answer: View[] };
  /** `view=all`: every case in reach, any state. `q`: words of subject, contact, number. */
  "GET /cases": {
    query: { view: string; sort?: CaseSort; q?: string; cursor?: string; limit?: number };
    answer: Page<CaseRow>;
  };
  "GET /cases/{id}": { answer: CaseDetail };
  /** Newest page first; within a page oldest first; `next` goes back in time. */
  "GET /cases/{id}/thread": { query: { cursor?: string; limit?: number }; answer: Page<ThreadItem> };
  /** Newest first. */
  "GET /cases/{id}/timeline": { query: { cursor?: string; limit?: number }; answer: Page<TimelineEntry> };
  /** Everything up to this message is read by this user. */
  "POST /cases/{id}/read": { body: { message_id: Id }; answer: null };

  /** Null and null: back to the queue. 409 case_closed, already_held {by}. */
  "POST /cases/{id}/assign": { body: { user_id: Id | null; team_id: Id | null; undo?: boolean }; answer: CaseDetail };
  "PATCH /cases/{id}": { body: { subject?: string; priority?: Priority }; answer: CaseDetail };
  /** `on: null` ends the wait. `until` needs `on: "until"` or goes with another reason as its limit. */
  "POST /cases/{id}/wait": {
    body: { on: WaitingOn | null; until: Instant | null; team_id: Id | null };
    answer: CaseDetail;
  };
  /** 422 disposition_needed; 409 already_resolved {by, at}. */
  "POST /cases/{id}/resolve": { body: { disposition_id: Id | null }; answer: CaseDetail };
  "POST /cases/{id}/reopen": { body: { undo?: boolean }; answer: CaseDetail };
  "POST /cases/{id}/set-aside": { body: { reason: SetAsideReason }; answer: CaseDetail };
  "POST /cases/{id}/restore": { body: Record<string, never>; answer: CaseDetail };
  /** A tag is made when it does not exist. */
  "POST /cases/{id}/tags": { body: { name: string }; answer: CaseDetail };
  "DELETE /cases/{id}/tags/{tag_id}": { answer: CaseDetail };
  /** This case is absorbed; the answer is the survivor, whose `merges` name it. */
  "POST /cases/{id}/merge": { body: { into: Id }; answer: CaseDetail };
  /** The answer is the absorbed case, back as it was. */
  "POST /merges/{id}/undo": { body: Record<string, never>; answer: CaseDetail };
  /** A second case from a message; `following` takes those after it in its conversation. The answer is the new case. */
  "POST /cases/{id}/split": {
    body: { case_id: Id; message_id: Id; following: boolean; subject: string };
    answer: CaseDetail;
  };
  "POST /cases/{id}/notes": { body: NewNote; answer: Note };

  /** 409 case_closed, window_closed, key_reused; 422 text_too_long {limit}, media_refused; 403 contact_blocked. */
  "POST /conversations/{id}/messages": { body: NewMessage; answer: Message };
  /** 409 consent_needed {purpose}, contact_blocked; 422 address_invalid, template_needed. */
  "POST /conversations": {
    body: NewConversation;
    answer: { case: CaseDetail; conversation_id: Id; message: Message };
  };
  /** Ask the provider what became of an uncertain delivery. */
  "POST /messages/{id}/verify": { body: Record<string, never>; answer: Message };
  /** Of a failed or uncertain one: a new message with the new id; audited. */
  "POST /messages/{id}/resend": { body: { id: Id }; answer: Message };
  /** 409 already_left. */
  "POST /messages/{id}/cancel": { body: Record<string, never>; answer: Message };
  /** It was no courtesy: clocks start as if it had never been judged so. */
  "DELETE /messages/{id}/courtesy": { answer: CaseDetail };
  /** It belongs to another case of the same contact. */
  "POST /messages/{id}/move": { body: { case_id: Id }; answer: CaseDetail };

  /** Raw bytes, `Content-Type` as the browser knows it. Client-minted id. 413 file_too_big {limit}; 415 file_refused. */
  "PUT /attachments/{id}": { query: { name: string }; body: Blob; answer: Attachment };

  /** `except` leaves the case on screen out of `previous_cases`. */
  "GET /contacts/{id}": { query: { except?: Id }; answer: ContactPanel };
  "GET /contacts": { query: { q: string; limit?: number }; answer: Page<ContactRow> };
  "POST /contacts/{id}/block": { body: { reason: string }; answer: ContactPanel };
  "POST /contacts/{id}/unblock": { body: Record<string, never>; answer: ContactPanel };

  "GET /assignees": { answer: Assignee[] };
  "GET /teams": { answer: Team[] };
  "GET /tags": { answer: Tag[] };
  "GET /dispositions": { query: { case_id?: Id }; answer: Disposition[] };
  "GET /canned-replies": { query: { brand_id?: Id }; answer: CannedReply[] };
  "GET /templates": { query: { account_id: Id }; answer: Template[] };
  "GET /channel-accounts": { answer: ChannelAccount[] };

  /** 202; a segment seen before is dropped. `navigator.sendBeacon` posts it as text/plain when the page goes. */
  "POST /segments": { body: { segments: Segment[] }; answer: null };
}
