import { plural } from "@lingui/core/macro";
import type { Calendar, HolderKind } from "~/client/contract/hours";
import type { Brand } from "~/client/contract/who";

/** "Pirca, 2 cuentas de canal, 1 política": brands by name, the rest counted. */
export function holderWords(holders: Calendar["holders"], brands: Brand[]): string {
  const names = holders
    .filter((one) => one.holder_kind === "brand")
    .map((one) => brands.find((brand) => brand.id === one.holder_id)?.name ?? "")
    .filter(Boolean);
  const counted = (Object.keys(COUNTS) as (keyof typeof COUNTS)[]).flatMap((kind) => {
    const count = holders.filter((one) => one.holder_kind === kind).length;
    return count > 0 ? [COUNTS[kind](count)] : [];
  });
  return [...names, ...counted].join(", ");
}

const COUNTS: Record<Exclude<HolderKind, "brand">, (count: number) => string> = {
  policy: (count) => plural(count, { one: "# política", many: "# políticas", other: "# políticas" }),
  queue: (count) => plural(count, { one: "# cola", many: "# colas", other: "# colas" }),
  channel_account: (count) => plural(count, { one: "# cuenta de canal", many: "# cuentas de canal", other: "# cuentas de canal" }),
  person: (count) => plural(count, { one: "# persona", many: "# personas", other: "# personas" }),
};
