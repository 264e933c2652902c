import { useNavigate, useSearch } from "@tanstack/react-router";
import type { TriageQuery } from "~/client/contract/triage";

const WORDS = ["from", "to", "zone", "reason", "by", "channel", "surface", "country", "brand", "queue", "team"] as const;

/** What the address says of what stands aside, and a way to say it anew: what is not named is gone. */
export function useTriageSearch(): [TriageQuery, (next: { [name in keyof TriageQuery]?: TriageQuery[name] | undefined }) => void] {
  const raw: TriageQuery = useSearch({ strict: false });
  const navigate = useNavigate();
  const said: TriageQuery = raw.today ? { today: true } : {};
  for (const name of WORDS) if (raw[name]) said[name] = raw[name];
  return [said, (next) => void navigate({ to: ".", search: next as never, replace: true })];
}
