/** What the socket carries. */

import type { Id, Instant } from "./basics";
import type { CaseDetail, Viewer } from "./cases";
import type { ContactPanel } from "./contacts";
import type { Alert, FloorAgent, Wall } from "./floor";
import type { CaseRow, View } from "./lists";
import type { Message, Note, TimelineEntry } from "./messages";
import type { Notice } from "./notices";
import type { Me } from "./who";

/** `me`, `views`, `alerts`, `cases:<view id>`, `case:<case id>`; `wall:` and `agents:` with the part that is looked at. */
export type Topic = string;

/** Who has a case of a list on screen: all of them, whoever reads this too. */
export interface Looked {
  case_id: Id;
  viewers: Viewer[];
}

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
  | { type: "notice"; notice: Notice }
  | { type: "wall"; wall: Wall }
  | { type: "agents"; agents: FloorAgent[] }
  | { type: "alerts"; alerts: Alert[] } // all of them, to whoever comes
  | { type: "alert"; alert: Alert }
  | { type: "viewers"; of: Looked }
  | { type: "viewed"; cases: Looked[] } // all cases of the list that somebody looks at: no other is
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
  | { active: true } // somebody touched this desk
  | { typing: { case_id: Id; conversation_id: Id; on: boolean } };

/** Why the server closes the socket. */
export const SESSION_ENDED = 4401;
export const RIGHTS_CHANGED = 4403; // subscribe again: `/me` differs
