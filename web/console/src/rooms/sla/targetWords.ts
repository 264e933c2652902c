import { t } from "@lingui/core/macro";
import type { ClockTarget } from "~/client/contract/lists";

export function targetWords(target: ClockTarget): string {
  switch (target) {
    case "first_response":
      return t`Primera respuesta`;
    case "first_human_response":
      return t`Primera respuesta de una persona`;
    case "next_response":
      return t`Próxima respuesta`;
    case "resolution":
      return t`Resolución`;
    case "ceiling":
      return t`Plazo máximo del canal`;
    default:
      return target; // one that this page does not know yet
  }
}
