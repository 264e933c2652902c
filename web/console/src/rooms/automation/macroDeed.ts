import { t } from "@lingui/core/macro";
import type { Macro } from "~/client/contract/automation";
import type { Id } from "~/client/contract/basics";
import type { CaseDetail } from "~/client/contract/cases";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import type { Deed } from "~/kit/deed";
import { now } from "~/kit/now";

/** Every step of a macro on a case, or none; `keep` puts the case where the screens read. */
export function macroDeed(macro: Macro, caseId: Id, undoSeconds: number, keep: (after: CaseDetail) => void): Deed<CaseDetail> {
  const run = uuid7(now());
  const body = { macro_id: macro.id, run_id: run, undo_seconds: undoSeconds };
  return {
    said: t`Macro hecha: ${macro.name}`,
    run: () => call("POST /cases/{id}/macro", { path: { id: caseId }, body }).then((used) => used.case),
    undo: () => call("POST /macro-runs/{id}/undo", { path: { id: run }, body: {} }).then((back) => back.case),
    then: keep,
  };
}
