import { useNavigate, useSearch } from "@tanstack/react-router";

/** Which week, day and channel of the plans the address names. */
export interface PlanSearch {
  week?: string;
  day?: string;
  channel?: string;
}

type Said = PlanSearch & { brand?: string; team?: string };

/** What the address says of plans, and a way to say otherwise; undefined takes a part away. */
export function usePlanSearch(): [Said, (part: { [name in keyof Said]?: string | undefined }) => void] {
  const said: Said = useSearch({ strict: false });
  const navigate = useNavigate();
  return [said, (part) => void navigate({ to: ".", search: (kept: object) => ({ ...kept, ...part }) as never, replace: true })];
}
