import type { AgentPlan, ExpectedPart, FloorAgent } from "~/client/contract/floor";

/** How somebody stands to their shift at a moment. */
export type Standing =
  | { kind: "unplanned" } // no shift today
  | { kind: "before" | "between"; until: string } // their next part begins then
  | { kind: "after"; since: string }
  | { kind: "kept"; part: ExpectedPart }
  | { kind: "broken"; part: ExpectedPart };

export function standingOf(agent: Pick<FloorAgent, "state">, plan: AgentPlan | undefined, now: number): Standing {
  const parts = plan?.expected ?? [];
  const part = parts.find((one) => Date.parse(one.since) <= now && now < Date.parse(one.until));
  if (part) return { kind: part.kept_by.includes(agent.state) ? "kept" : "broken", part };
  const next = parts.find((one) => Date.parse(one.since) > now);
  const last = parts.findLast((one) => Date.parse(one.until) <= now);
  if (next) return { kind: last ? "between" : "before", until: next.since };
  return last ? { kind: "after", since: last.until } : { kind: "unplanned" };
}

const ORDER: Record<Standing["kind"], number> = { broken: 0, kept: 1, between: 2, before: 3, after: 4, unplanned: 5 };

/** Whoever should be elsewhere first. */
export function standingOrder(standing: Standing): number {
  return ORDER[standing.kind];
}
