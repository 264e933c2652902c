import type { Id, Instant } from "./basics";

/** A call that one is rung for, or talks in: `leg` is how one stands in it, `state` how who called does. */
export interface CallAtDesk {
  id: Id;
  case_id: Id;
  number: number;
  contact: string;
  channel: string;
  /** The number as it was shown; empty, it was hidden. */
  caller: string;
  queue: string;
  state: CallState;
  leg: "ringing" | "talking" | "ended";
  way: "browser" | "telephone";
  /** The telephone that rings, where the browser does not. */
  address: string;
  /** What picks up: the provider's library, a stand-in, or a telephone. */
  kind: "twilio" | "stand_in" | "telephone";
  muted: boolean;
  began_at: Instant;
  rung_at: Instant;
  ends_at: Instant;
  answered_at: Instant | null;
  direction: CallDirection;
  outcome: CallOutcome;
  /** Why a call of ours was not made; "unsure" where nobody knows whether it was. */
  trouble: string;
}

export type CallDirection = "in" | "out";

export type CallState = "menu" | "queued" | "calling" | "talking" | "held" | "ended";
export type CallOutcome = "" | "answered" | "missed" | "words" | "aside" | "short" | "unreached";
/** What came of a call of ours, as who made it says. */
export type CallCameOf = "answered" | "no_answer" | "wrong" | "again" | "stop";

/** A stretch of a call; `who` is whose it was, where it was somebody's of ours. */
export interface CallStretch {
  kind: "menu" | "queue" | "ring" | "dial" | "talk" | "hold";
  who: string;
  began_at: Instant;
  ended_at: Instant | null;
}

/** A call of a case: its stretches in order, and what was chosen in menus. */
export interface CallOfCase {
  id: Id;
  message_id: Id | null;
  caller: string;
  state: CallState;
  outcome: CallOutcome;
  began_at: Instant;
  ended_at: Instant | null;
  answered_by: string;
  stretches: CallStretch[];
  chosen: string[];
  direction: CallDirection;
  /** Who made it, of us. */
  by: string;
  trouble: string;
  wrapped: CallCameOf | "";
}

/** How calls are taken here; `number` is one's own telephone. */
export interface Softphone {
  kind: "twilio" | "stand_in" | "telephone" | "none";
  token: string;
  identity: string;
  ends_at: Instant | null;
  number: string;
  /** A number that waits for the code that it was called with. */
  proving: string;
  /** The code that was just sent is another. */
  wrong: boolean;
}

/** How the contact of a case may be called: from which number of ours, and what rings here for it (`own` is a telephone). */
export interface Callable {
  number: string;
  name: string;
  way: "browser" | "telephone" | "none";
  own: string;
  numbers: { identity_id: Id; number: string; quiet_until: Instant | null }[];
}
