import { t } from "@lingui/core/macro";
import type { FloorAgent } from "~/client/contract/floor";
import type { Command } from "~/kit/command";

export interface AgentContext {
  agent: FloorAgent;
  may: (verb: string) => boolean;
  ask: (question: "presence" | "capacity") => void;
  seeCases: () => void;
  /** What they can do, and how much of each channel. */
  goSkills: () => void;
  giveBack: () => void;
}

/** What a supervisor does with one person of the floor. */
export const agentCommands: Command<AgentContext>[] = [
  { id: "agent.cases", words: () => t`Ver sus casos`, free: true, enabled: ({ may }) => may("cases.read"), run: ({ seeCases }) => seeCases() },
  { id: "agent.presence", words: () => t`Cambiar su estado`, free: true, enabled: ({ may }) => may("presence.manage"), run: ({ ask }) => ask("presence") },
  { id: "agent.capacity", words: () => t`Cambiar su capacidad`, free: true, enabled: ({ may }) => may("presence.manage"), run: ({ ask }) => ask("capacity") },
  { id: "agent.skills", words: () => t`Capacidad y habilidades`, free: true, enabled: ({ may }) => may("presence.manage"), run: ({ goSkills }) => goSkills() },
  {
    id: "agent.give_back",
    words: () => t`Devolver sus casos a la cola`,
    free: true,
    enabled: ({ agent, may }) => may("cases.assign") && agent.cases > 0,
    run: ({ giveBack }) => giveBack(),
  },
];
