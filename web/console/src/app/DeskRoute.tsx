import { useParams, useSearch } from "@tanstack/react-router";
import { useContext } from "react";
import { AgentDesk } from "~/desks/agent/AgentDesk";
import { AccountContext } from "./accountContext";

/** The address, read for the desk. */
export function DeskRoute() {
  const account = useContext(AccountContext);
  const params = useParams({ strict: false });
  const search = useSearch({ strict: false });
  return <AgentDesk view={params.view ?? "mine"} caseId={params.caseId ?? null} search={search} account={account} />;
}
