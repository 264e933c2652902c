import { useNavigate, useSearch } from "@tanstack/react-router";
import type { FloorQuery } from "~/client/contract/floorEndpoints";

/** Which part of the floor the address names, and a way to name another. */
export function usePart(): [FloorQuery, (part: { [name in keyof FloorQuery]?: string | undefined }) => void] {
  const { brand, queue, team }: FloorQuery = useSearch({ strict: false });
  const navigate = useNavigate();
  const part = { ...(brand ? { brand } : {}), ...(queue ? { queue } : {}), ...(team ? { team } : {}) };
  return [part, (next) => void navigate({ to: ".", search: (kept: object) => ({ ...kept, brand: undefined, queue: undefined, team: undefined, ...next }) as never, replace: true })];
}
