import { t } from "@lingui/core/macro";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Deed, type Doing, DoingContext } from "./deed";

export const UNDO_FOR = 8_000;

/** Runs deeds, remembers the last one for its undo, and keeps a refusal on screen; `onRefused` fetches what changed meanwhile. */
export function DoingProvider({ onRefused, children }: { onRefused: () => void; children: ReactNode }) {
  const [done, setDone] = useState<Doing["done"]>(null);
  const [failed, setFailed] = useState<Doing["failed"]>(null);
  const keys = useRef(0);
  const refused = useRef(onRefused);
  useEffect(() => {
    refused.current = onRefused;
  });

  const perform = useCallback(async <T,>(deed: Deed<T>): Promise<boolean> => {
    setFailed(null);
    try {
      deed.then(await deed.run());
    } catch (error) {
      setDone(null);
      setFailed({ error, retry: () => void perform(deed) });
      refused.current();
      return false;
    }
    const inverse = deed.undo;
    const undo = inverse
      ? () => {
          const undone = perform({ said: t`Deshecho`, run: inverse as () => Promise<T>, undo: null, then: deed.then });
          void undone.then((held) => held && deed.back?.());
        }
      : null;
    keys.current += 1;
    setDone({ said: deed.said, undo, key: keys.current, lasts: deed.lasts ?? UNDO_FOR });
    return true;
  }, []);

  const key = done?.key;
  const lasts = done?.lasts;
  useEffect(() => {
    if (key === undefined) return;
    const timer = setTimeout(() => setDone((now) => (now?.key === key ? null : now)), lasts);
    return () => clearTimeout(timer);
  }, [key, lasts]);

  const dismiss = useCallback(() => {
    setDone(null);
    setFailed(null);
  }, []);
  const doing = useMemo(() => ({ perform, done, failed, dismiss }), [perform, done, failed, dismiss]);
  return <DoingContext value={doing}>{children}</DoingContext>;
}
