import type { Id } from "./basics";
import type { CaseDetail } from "./cases";
import type { ThreadAct } from "./threads";

/** Each answers the case as it stands then; what comes of a deed is told live. */
export interface ThreadEndpoints {
  /** `app` is to whom a pass goes, "" leaves that to the channel. 409 cannot_hand_over, key_reused. */
  "POST /conversations/{id}/handover": { body: { deed_id: Id; act: ThreadAct; app?: string; note?: string }; answer: CaseDetail };
  /** What another application asks: a yes passes the conversation to it. 409 nothing_asked. */
  "POST /conversations/{id}/handover-request": { body: { deed_id: Id; grants: boolean }; answer: CaseDetail };
  "PUT /conversations/{id}/holder": { body: { holder: "automation" | "person" }; answer: CaseDetail };
  /** Takes back what has not left, or asks the other way round. 409 already_left, cannot_undo_handover. */
  "POST /handovers/{id}/undo": { body: { undo_id: Id }; answer: CaseDetail };
  "POST /handovers/{id}/retry": { body: Record<string, never>; answer: CaseDetail };
}
