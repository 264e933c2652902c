import { useNavigate } from "@tanstack/react-router";

/** Opens a case on the desk, in the list of all. */
export function useOpenCase(): (caseId: string) => void {
  const navigate = useNavigate();
  return (caseId) => void navigate({ to: "/cases/$view/$caseId", params: { view: "all", caseId } });
}
