import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { ResolveDialog } from "~/rooms/cases/ResolveDialog";
import { typingQuery } from "~/rooms/intelligence/learning/queries";

/** Resolving with what is predicted first: one key accepts it, another reason teaches. */
export function ResolveByGuess(given: ComponentProps<typeof ResolveDialog>) {
  const typing = useQuery(typingQuery(given.caseId, ""));
  return <ResolveDialog {...given} guesses={typing.isPending ? null : (typing.data?.reasons ?? [])} />;
}
