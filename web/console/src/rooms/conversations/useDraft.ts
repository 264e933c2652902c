import { useCallback, useEffect, useRef, useState } from "react";
import type { Id } from "~/client/contract/basics";
import { type Draft, EMPTY, readDraft, writeDraft } from "./drafts";

/** The draft of a case: changed at once on screen, written within a moment, and always before it leaves the screen. */
export function useDraft(userId: Id, caseId: Id) {
  const [draft, setDraft] = useState(() => readDraft(userId, caseId));
  const latest = useRef(draft);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [kept, setKept] = useState(true);

  const change = useCallback(
    (part: Partial<Draft>) => {
      latest.current = { ...latest.current, ...part };
      setDraft(latest.current);
      setKept(false);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        writeDraft(userId, caseId, latest.current);
        setKept(true);
      }, 250);
    },
    [userId, caseId],
  );

  useEffect(() => {
    const save = () => writeDraft(userId, caseId, latest.current);
    window.addEventListener("pagehide", save);
    return () => {
      window.removeEventListener("pagehide", save);
      clearTimeout(timer.current);
      save();
    };
  }, [userId, caseId]);

  const clear = useCallback(() => change({ ...EMPTY, conversation_id: latest.current.conversation_id }), [change]);
  return { draft, latest, change, clear, kept };
}
