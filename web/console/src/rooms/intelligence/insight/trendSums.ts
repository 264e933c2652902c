import type { AgentTrend } from "~/client/contract/coachingEndpoints";

/** An agent's weeks together: whole numbers, null where there is nothing to count. */
export function summed({ weeks }: AgentTrend) {
  const sum = (of: (week: AgentTrend["weeks"][number]) => number) => weeks.reduce((all, week) => all + of(week), 0);
  const cases = sum((week) => week.cases);
  const began = sum((week) => week.began_badly);
  const judged = sum((week) => week.judged);
  return {
    cases,
    began,
    judged,
    hints: cases > 0 ? Math.round((100 * sum((week) => week.hints)) / cases) : null,
    turned: began > 0 ? Math.round((100 * sum((week) => week.turned)) / began) : null,
    csat: judged > 0 ? Math.round(sum((week) => (week.csat ?? 0) * week.judged) / judged) : null,
  };
}
