import { useQuery } from "@tanstack/react-query";
import { PanelView } from "./PanelView";
import { answersQuery } from "./queries";

/** What other systems know of the contact, each under its own name. Nothing where none is connected. */
export function Panels({ contactId, caseId }: { contactId: string; caseId: string }) {
  const answers = useQuery(answersQuery(contactId, caseId));
  return answers.data?.map((one) => <PanelView key={one.panel_id} last={one} contactId={contactId} caseId={caseId} />);
}
