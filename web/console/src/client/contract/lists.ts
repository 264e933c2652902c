/** Views, and the cases that they list. */

import type { Id, Instant } from "./basics";
import type { Actor, ActorKind } from "./who";

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

/**
 * What narrows a list: a case fits when, of every field that says something, it has one of the values. `holder` and
 * `team` take ids and the words `me`, `nobody` and `mine`, read as of whoever looks.
 */
export interface CaseFilter {
  state?: ("open" | "resolved" | "closed" | "set_aside")[];
  channel?: string[];
  holder?: string[];
  team?: string[];
  queue?: Id[];
  brand?: Id[];
  priority?: Priority[];
  tag?: Id[];
  language?: string[];
  sla?: ("breached" | "approaching" | "on_time" | "none")[];
  waiting?: ("none" | WaitingOn)[];
  q?: string;
}

/**
 * A list of cases. `id` stands in URLs: the kind, `team` kinds as `unassigned.<team id>`, or the UUID of a saved one,
 * which says what it is made of: the list `base`, what narrows it, its order. Of history nobody counts the cases.
 */
export interface View {
  id: string;
  kind: ViewKind;
  name: string | null; // of a saved view; the console names the others
  team_id: Id | null;
  count: number | null;
  unread: number;
  base: string | null;
  filter: CaseFilter | null;
  sort: CaseSort | null;
  editable: boolean;
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

export type SetAsideReason = "spam" | "troll" | "no_engage" | "courtesy" | "duplicate" | "test" | "blocked" | "other_app"; // the last two by blocking the contact, and by another application that answers

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
  rating: number | null; // stars, 1 to 5, of what the contact said last with some
  at_risk: boolean; // as it is predicted: likelier than not it ends badly
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

/** How `GET /cases` is sorted. `slack`: least time left first, then the unpromised, cases at rest last; then oldest first. */
export type CaseSort = "slack" | "newest" | "oldest";
