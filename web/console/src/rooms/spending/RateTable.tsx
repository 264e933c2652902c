import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { Rate } from "~/client/contract/spendingEndpoints";
import { Checkbox } from "~/kit/Checkbox";
import { Chip } from "~/kit/Chip";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { nameOf } from "~/kit/formats";
import { categoryWords } from "./categoryWords";
import { amountWords } from "~/kit/amountWords";

/** The lines of the rate cards, those in force and to come; the past when it is asked for. */
export function RateTable({ rates, channelName }: { rates: Rate[]; channelName: (channel: string) => string }) {
  const [all, setAll] = useState(false);
  const shown = all ? rates : rates.filter((one) => one.in_force || one.to_at === null);
  return (
    <>
      {rates.length > 0 ? <Checkbox label={t`También las que terminaron`} checked={all} onChange={(event) => setAll(event.target.checked)} /> : null}
      <DataTable
        dense
        label={t`Tarifas`}
        rows={shown}
        keyOf={(one) => one.id}
        empty={<Empty words={t`Sin tarifas, los mensajes no tienen costo conocido. El proveedor publica las suyas; un CSV las trae todas.`} />}
        columns={[
          { id: "what", head: t`Canal y categoría`, cell: (one) => `${channelName(one.channel)} · ${categoryWords(one.category)}` },
          { id: "market", head: t`País`, cell: (one) => (one.market ? nameOf("region", one.market) : t`los demás`) },
          { id: "price", head: t`Precio`, align: "end", cell: (one) => amountWords(one.price, one.currency) },
          { id: "since", head: t`Desde`, cell: (one) => day(one.from_at) },
          { id: "until", head: t`Hasta`, cell: (one) => (one.to_at ? day(one.to_at) : "–") },
          { id: "source", head: t`Fuente`, cell: (one) => one.source || "–" },
          { id: "state", head: t`Estado`, cell: (one) => (one.in_force ? t`rige` : Date.parse(one.from_at) > Date.now() ? <Chip>{t`por venir`}</Chip> : <Chip>{t`terminó`}</Chip>) },
        ]}
      />
    </>
  );
}

/** Rate cards begin at midnight UTC, wherever one looks from. */
function day(at: string): string {
  return new Intl.DateTimeFormat(i18n.locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(at));
}
