import { useQueryClient } from "@tanstack/react-query";
import type { Listener } from "~/client/live";
import { caseListener } from "./caseListener";

/** How the frames of a case's topic change the case and its timeline. */
export function useCaseLive(caseId: string): Listener {
  return caseListener(useQueryClient(), caseId);
}
