import type { PresenceReason } from "~/client/contract/who";
import { goCommands } from "~/desks/agent/goCommands";
import { moveCommands } from "~/desks/agent/moveCommands";
import { policyCommands } from "~/desks/admin/firm/policyCommands";
import { backCommands } from "~/desks/settings/backCommands";
import type { Catalogued } from "~/kit/commandHost";
import { callCommands } from "~/rooms/calls/callCommands";
import { dialCommands } from "~/rooms/calls/dialCommands";
import { bulkCommands } from "~/rooms/cases/bulkCommands";
import { caseCommands } from "~/rooms/cases/commands";
import { floorCommands } from "~/rooms/cases/floorCommands";
import { alertCommands } from "~/rooms/console/alertCommands";
import { viewCommands } from "~/rooms/console/viewCommands";
import { contactCommands } from "~/rooms/contacts/commands";
import { commentCommands } from "~/rooms/conversations/commentCommands";
import { writingCommands } from "~/rooms/conversations/commands";
import { voiceCommands } from "~/rooms/conversations/voiceCommands";
import { threadCommands } from "~/rooms/conversations/threadCommands";
import { rewriteCommands } from "~/rooms/intelligence/llm/rewriteCommands";
import { suggestionCommands } from "~/rooms/intelligence/suggest/suggestionCommands";
import { hintCommands } from "~/rooms/intelligence/insight/hintCommands";
import { summaryCommands } from "~/rooms/intelligence/summary/summaryCommands";
import { triageCommands } from "~/rooms/intelligence/triage/triageCommands";
import { agentCommands } from "~/rooms/workforce/agentCommands";
import { queueCommands } from "~/rooms/workforce/queueCommands";
import { takingCommands } from "~/rooms/routing/takingCommands";
import { presenceCommands } from "~/rooms/workforce/commands";
import { appCommands } from "./appCommands";

/** Every command of the house; `reasons` are the workspace's own for being away. A test compares it with the sources. */
export function catalogue(reasons: PresenceReason[]): Catalogued[] {
  return [
    ...writingCommands,
    ...caseCommands,
    ...callCommands,
    ...dialCommands,
    ...takingCommands,
    ...contactCommands,
    ...moveCommands,
    ...bulkCommands,
    ...viewCommands,
    ...commentCommands,
    ...voiceCommands,
    ...threadCommands,
    ...hintCommands,
    ...summaryCommands,
    ...suggestionCommands,
    ...triageCommands,
    ...rewriteCommands,
    ...goCommands,
    ...backCommands,
    ...policyCommands,
    ...presenceCommands(reasons),
    ...agentCommands,
    ...alertCommands,
    ...queueCommands,
    ...floorCommands,
    ...appCommands,
  ];
}
