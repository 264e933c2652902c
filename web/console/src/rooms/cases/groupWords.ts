import { t } from "@lingui/core/macro";
import type { Group } from "./groups";

export function groupWords(group: Group): string {
  switch (group) {
    case "first":
      return t`Primero lo que vence`;
    case "today":
      return t`Hoy`;
    case "later":
      return t`Más adelante`;
    case "unpromised":
      return t`Sin promesa en curso`;
    case "resting":
      return t`A la espera`;
    default:
      return group satisfies never;
  }
}
