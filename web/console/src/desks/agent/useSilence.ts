import { useEffect } from "react";
import { call } from "~/client/http";
import { useDoing } from "~/kit/deed";

/** A silent look is kept in the audit log, once each time that a case is opened so. */
export function useSilence(caseId: string, silent: boolean) {
  const { perform } = useDoing();
  useEffect(() => {
    if (!silent) return;
    call("POST /cases/{id}/watch", { path: { id: caseId }, body: {} }).catch((refused: unknown) =>
      perform({ said: "", run: () => Promise.reject(refused), undo: null, then: () => undefined }),
    );
    // oxlint-disable-next-line react/exhaustive-deps -- how a refusal is shown is no reason to look again
  }, [caseId, silent]);
}
