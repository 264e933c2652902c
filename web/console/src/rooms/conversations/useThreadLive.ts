import { useQueryClient } from "@tanstack/react-query";
import type { Listener } from "~/client/live";
import { threadListener } from "./threadListener";

/** How the frames of a case's topic change its thread. */
export function useThreadLive(caseId: string): Listener {
  return threadListener(useQueryClient(), caseId);
}
