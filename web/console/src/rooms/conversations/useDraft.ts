import { useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Id } from "~/client/contract/basics";
import { type Draft, readDraft } from "./drafts";
import { DraftsContext } from "./OutboxContext";

/** The draft of a case: changed at once on screen and in this browser, and on the server after a rest. */
export function useDraft(userId: Id, caseId: Id) {
  const drafts = useDrafts();
  const [draft, setDraft] = useState(() => readDraft(userId, caseId));
  const [joined, setJoined] = useState(false);
  const latest = useRef(draft);
  const standing = useSyncExternalStore(drafts.watch, () => drafts.standing(caseId));

  const change = useCallback(
    (part: Partial<Draft>) => {
      latest.current = { ...latest.current, ...part };
      setDraft(latest.current);
      drafts.write(caseId, latest.current);
    },
    [drafts, caseId],
  );

  useEffect(() => {
    const leave = drafts.hear(caseId, (other, both) => {
      latest.current = other;
      setDraft(other);
      setJoined(both);
    });
    void drafts.pull(caseId);
    return leave;
  }, [drafts, caseId]);

  return { draft, latest, change, standing, joined };
}

export function useDrafts() {
  const drafts = useContext(DraftsContext);
  if (!drafts) throw new Error("useDrafts outside a session");
  return drafts;
}
