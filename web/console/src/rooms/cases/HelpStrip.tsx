import { useQuery } from "@tanstack/react-query";
import { caseHelpQuery } from "./help";
import css from "./Help.module.css";
import { HelpLines } from "./HelpLines";

/** The help that is asked for the case on screen, as long as it has not ended. */
export function HelpStrip({ caseId, myId }: { caseId: string; myId: string }) {
  const { data } = useQuery(caseHelpQuery(caseId));
  const open = (data ?? []).filter((one) => one.ended_at === null);
  return open.length > 0 ? <HelpLines some={open} myId={myId} className={css.strip} /> : null;
}
