import { useState } from "react";
import type { BulkAct } from "~/client/contract/bulkEndpoints";
import { useDoing } from "~/kit/deed";
import { bulkDeed, type Told } from "~/rooms/cases/bulk";
import type { BulkQuestion } from "~/rooms/cases/bulkCommands";

/** Acting on what is picked: the question asked, how far it is, and who refused. */
export function useBulk(picked: ReadonlySet<string>, clear: () => void) {
  const { perform } = useDoing();
  const [asked, setAsked] = useState<BulkQuestion | null>(null);
  const [running, setRunning] = useState<number | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const act = (deed: BulkAct, said: string) => {
    setTold(null);
    setRunning(0);
    const made = bulkDeed([...picked], deed, said, setRunning, (after) => {
      setTold(after);
      clear();
    });
    void perform(made).finally(() => setRunning(null));
  };
  return { asked, setAsked, running, told, act, seen: () => setTold(null) };
}
