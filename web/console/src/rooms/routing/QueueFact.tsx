import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import type { Id } from "~/client/contract/basics";
import { useNow } from "~/kit/now";
import { placeWords } from "./placeWords";
import { placeQuery } from "./queries";

/** Where a waiting case stands in its queue and how long it may wait: the same that its contact is told. */
export function QueueFact({ caseId }: { caseId: Id }) {
  const place = useQuery(placeQuery(caseId));
  const now = useNow(10_000);
  const words = place.data ? placeWords(place.data, now) : null;
  if (words === null) return null;
  return (
    <span title={t`Al ritmo de la última media hora`}>
      <Hourglass size={14} aria-hidden />
      {words}
    </span>
  );
}
