import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { summaryQuery } from "./queries";
import { summaryCommands } from "./summaryCommands";

/** What somebody decided here of a case, and at which handover: another one asks anew. */
const decided = new Map<string, { open: boolean; handed: string | undefined }>();

/** The summary of the case on screen: opened with a key, and by itself, where it tells something, for whoever was just given the case (`mine`). */
export function useSummary(caseId: string, revision: number, mine: boolean) {
  const [, draw] = useState(0);
  const choice = decided.get(caseId);
  const query = useQuery({ ...summaryQuery(caseId, revision), enabled: mine || choice?.open === true });
  const { data } = query;
  const handed = data ? (data.handed?.at ?? "") : undefined;
  const holds = choice !== undefined && (choice.handed === undefined || choice.handed === handed);
  const tells = data !== undefined && (!data.short || data.owed.length > 0);
  const open = holds ? choice.open : mine && tells && data.fresh;
  const toggle = () => {
    decided.set(caseId, { open: !open, handed });
    draw((times) => times + 1);
  };
  const commands = ready(summaryCommands, { toggle }, () => true);
  useOffer("summary", commands);
  return { open, query, toggle, keys: commands[0]?.keys };
}
