/** One act on many cases, 50 a request; requests of one act share the id that the browser minted, and so one undo. */

import type { Id, Instant } from "./basics";
import type { CaseFilter, CaseSort, Priority, SetAsideReason, WaitingOn } from "./lists";

export type BulkAct =
  | { kind: "assign"; user_id: Id | null; team_id: Id | null }
  | { kind: "wait"; on: WaitingOn | null; until: Instant | null; team_id: Id | null }
  | { kind: "tag"; name: string }
  | { kind: "untag"; tag_id: Id }
  | { kind: "priority"; priority: Priority }
  | { kind: "set_aside"; reason: SetAsideReason }
  | { kind: "resolve"; disposition_id: Id | null }
  | { kind: "read" };

/** A case left as it was, and why: as any refusal. Of a case out of reach the number is null. */
export interface BulkRefusal {
  case_id: Id;
  number: number | null;
  code: string;
  title: string;
  data: Record<string, unknown>;
}

export interface BulkAnswer {
  done: Id[];
  refused: BulkRefusal[];
  left: number; // of an undo: cases still to give back
}

export interface BulkEndpoints {
  /** The cases of a list, in its order, to act on all of them; never more than `limit`. */
  "GET /bulk/cases": {
    query: { view: string; sort?: CaseSort } & Partial<Record<keyof CaseFilter, string>>;
    answer: { ids: Id[]; more: boolean; limit: number };
  };
  "POST /bulk": { body: { id: Id; case_ids: Id[]; act: BulkAct }; answer: BulkAnswer };
  "POST /bulk/{id}/undo": { body: Record<string, never>; answer: BulkAnswer };
}
