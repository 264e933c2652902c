import { t } from "@lingui/core/macro";
import { ChevronDown, ChevronsUp, ChevronUp } from "lucide-react";
import type { Priority } from "~/client/contract/lists";
import { priorityWords } from "./priorityWords";

/** Nothing for the usual priority. */
export function PriorityGlyph({ priority }: { priority: Priority }) {
  const Icon = { low: ChevronDown, normal: null, high: ChevronUp, urgent: ChevronsUp }[priority];
  if (!Icon) return null;
  return <Icon size={14} role="img" aria-label={t`Prioridad ${priorityWords(priority)}`} aria-hidden={false} />;
}
