import { useMutation, useQueryClient } from "@tanstack/react-query";
import { SECURITY } from "./securityQueries";

/** A deed upon how one comes in; what is shown of it is asked for again. */
export function useSecurityDeed<Given, Answer>(deed: (given: Given) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: deed, onSuccess: () => cache.invalidateQueries({ queryKey: [SECURITY] }) });
}
