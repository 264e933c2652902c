import { t } from "@lingui/core/macro";
import type { Priority } from "~/client/contract/lists";

export function priorityWords(priority: Priority): string {
  switch (priority) {
    case "low":
      return t`baja`;
    case "normal":
      return t`normal`;
    case "high":
      return t`alta`;
    case "urgent":
      return t`urgente`;
    default:
      return priority satisfies never;
  }
}
