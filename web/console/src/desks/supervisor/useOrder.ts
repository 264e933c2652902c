import { useNavigate, useSearch } from "@tanstack/react-router";

/** How a table of the floor is sorted, as the address names it, and a way to say otherwise. */
export function useOrder(): [string | undefined, (order: string | undefined) => void] {
  const { order }: { order?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  return [order, (chosen) => void navigate({ to: ".", search: (kept: object) => ({ ...kept, order: chosen }) as never, replace: true })];
}
