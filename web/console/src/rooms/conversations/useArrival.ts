import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Id } from "~/client/contract/basics";
import type { ShownPiece } from "~/client/contract/previewEndpoints";
import { call } from "~/client/http";

const PAUSE = 300; // milliseconds without a key after which the server is asked

/** The pieces in which a text arrives, as the server would send them; what is written stands meanwhile. */
export function useArrival(conversation: Id, caseId: Id, text: string, quotedId: Id | null): ShownPiece[] {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useQuery({
    queryKey: ["preview", conversation, settled, quotedId],
    queryFn: () => call("POST /conversations/{id}/preview", { path: { id: conversation }, body: { case_id: caseId, text: settled, reply_to: quotedId } }),
    enabled: settled.trim() !== "",
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  return data && settled === text ? data.pieces : [{ text, buttons: [], link_preview: null, cards: [], picture: "" }];
}
