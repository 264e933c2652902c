import { HelpDialog } from "./HelpDialog";
import { OwedDialog } from "./OwedDialog";

export type Own = "owed" | "help";

/** What is mine beside cases: what I promised, and the help that is asked. */
export function OwnDialogs({ which, onOpen, onClose }: { which: Own; onOpen: (caseId: string) => void; onClose: () => void }) {
  return which === "owed" ? <OwedDialog onOpen={onOpen} onClose={onClose} /> : <HelpDialog onOpen={onOpen} onClose={onClose} />;
}
