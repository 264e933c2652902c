/** Who works here, and who did what. */

import type { CallAtDesk } from "./calls";
import type { Id, Instant, Locale } from "./basics";
import type { LlmUse } from "./llmEndpoints";
import type { CaseOffer } from "./routing";
import type { Preferences } from "./preferences";

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
  | "case.macro"
  | "conversation.start"
  | "contact.read"
  | "contact.block"
  | "contact.forget"
  | "message.resend"
  | "message.moderate"
  | "message.remove";

export type PresenceState = "available" | "busy" | "break" | "away" | "offline";

/** A reason for not taking work, and the state that it puts one in; no longer `kept`, it only says what was. */
export interface PresenceReason {
  code: string;
  state: "busy" | "break" | "away";
  names: Record<Locale, string>;
  kept: boolean;
}

/** Cases held now, and how many at once; live ones have somebody waiting on the other side. */
export interface Load {
  now: number;
  limit: number;
  live: { now: number; limit: number };
  deferred: { now: number; limit: number };
}

/** `reason` is a code of a `PresenceReason`, or says why the house put somebody away: "idle", "disconnected". */
export interface Presence {
  state: PresenceState;
  reason: string | null;
  since: Instant;
}

export interface Brand {
  id: Id;
  name: string;
  country: string; // ISO 3166-1 alpha-2
  undo_seconds: number; // in which a message can be taken back
}

export interface Queue {
  id: Id;
  name: string;
  brand_id: Id | null;
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
  /** Every verb held somewhere, as the matrix of roles names them: "users.manage". */
  verbs: string[];
  /** Nothing may be done before a second factor is set up. */
  must_enrol?: boolean;
  /** How long a browser may show what it kept without asking: null, it may keep nothing. */
  keeping: { ends_at: Instant; idle_seconds: number } | null;
  /** The language model outside, while it is used for something. */
  language_model?: { model: string; uses: LlmUse[] } | null;
  locale: Locale;
  time_zone: string;
  presence: Presence;
  presence_reasons: PresenceReason[];
  /** Cases that this person is asked to take now. */
  offers: CaseOffer[];
  /** Calls that this person is rung for, or talks in. */
  calls: CallAtDesk[];
  load: Load;
  preferences: Preferences;
  /** The server's clock: the browser's own may be wrong. */
  now: Instant;
}

/** Somebody to whom a case may be assigned. */
export interface Assignee {
  id: Id;
  name: string;
  presence: PresenceState;
  load: Load;
  team_ids: Id[];
}
