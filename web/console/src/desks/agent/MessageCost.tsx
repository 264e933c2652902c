import { useQuery } from "@tanstack/react-query";
import type { Conversation } from "~/client/contract/cases";
import { templatesQuery } from "~/rooms/channels/queries";
import { segmentsOf } from "~/rooms/conversations/segments";
import { CostNote } from "~/rooms/spending/CostNote";

/** What the message in the composer will cost: its template's category, or its text by segments. */
export function MessageCost({ caseId, conversation, text, files, templateId }: Props) {
  const { data } = useQuery({ ...templatesQuery(conversation.account.id), enabled: templateId !== null });
  const template = templateId === null ? null : (data?.find((one) => one.id === templateId) ?? null);
  if (templateId !== null && template === null) return null;
  const units = conversation.capabilities.segmented ? Math.max(1, segmentsOf(text).count) : 1;
  return <CostNote caseId={caseId} conversationId={conversation.id} category={template?.category ?? null} units={units} files={files} />;
}

interface Props {
  caseId: string;
  conversation: Conversation;
  text: string;
  files: number;
  /** Of what stands in the picker; null of a free text. */
  templateId: string | null;
}
