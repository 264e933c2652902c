import { useMutation, useQueryClient } from "@tanstack/react-query";
import { DIRECTORY } from "./directoryQueries";
import { meQuery } from "./queries";

/** A deed upon people or what they may: when it is done, every list of them is asked for again, and one's own rights. */
export function useDirectoryDeed<Given, Answer>(deed: (given: Given) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: () =>
      Promise.all([cache.invalidateQueries({ queryKey: [DIRECTORY] }), cache.invalidateQueries({ queryKey: meQuery.queryKey })]),
  });
}
