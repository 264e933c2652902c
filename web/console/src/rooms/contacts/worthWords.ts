import { i18n } from "@lingui/core";
import { plural, t } from "@lingui/core/macro";
import type { Worth } from "~/client/contract/contacts";
import { count } from "~/kit/formats";

/** Why a contact weighs, with what it counts. */
export function partWords({ reason, amount }: Worth["parts"][number]): string {
  switch (reason) {
    case "followers": {
      const many = count(amount);
      return plural(amount, { one: `${many} seguidor`, many: `${many} de seguidores`, other: `${many} seguidores` });
    }
    case "verified":
      return t`cuenta verificada por su red`;
    case "said":
      return t`lo dice su ficha`;
    case "orders":
      return plural(amount, { one: "# compra en un año", many: "# de compras en un año", other: "# compras en un año" });
    case "spent": {
      const times = new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 1 }).format(amount);
      return t`lo gastado: ${times} × una compra usual`;
    }
    case "recent":
      return amount === 0 ? t`compró hoy` : plural(amount, { one: "compró hace # día", many: "compró hace # de días", other: "compró hace # días" });
    case "company":
      return t`es de una empresa`;
    default:
      return reason satisfies never;
  }
}
