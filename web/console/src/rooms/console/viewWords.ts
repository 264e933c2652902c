import { t } from "@lingui/core/macro";
import type { View } from "~/client/contract/lists";

export function viewWords(view: Pick<View, "kind" | "name">): string {
  switch (view.kind) {
    case "mine":
      return t`Mis casos`;
    case "due":
      return t`Por vencer`;
    case "mentions":
      return t`Me mencionan`;
    case "snoozed":
      return t`Pospuestos`;
    case "unassigned":
      return t`Sin asignar`;
    case "team":
      return t`Del equipo`;
    case "breached":
      return t`Vencidos`;
    case "uncertain":
      return t`Entrega incierta`;
    case "set_aside":
      return t`Apartados`;
    case "resolved":
      return t`Resueltos`;
    case "saved":
      return view.name ?? "";
    default:
      return view.kind satisfies never;
  }
}
