import { t } from "@lingui/core/macro";
import type { LocalChannel } from "~/client/contract/reportsEndpoints";
import css from "./Reports.module.css";

/** The channels of a country by tier; those that stand so in that country alone are marked by more than their look. */
export function LocalChannels({ channels }: { channels: readonly LocalChannel[] }) {
  const tiers = [...new Set(channels.map((one) => one.tier))];
  return (
    <td className={css.channels}>
      {tiers.length === 0 ? <span className={css.reasons}>{t`sin niveles definidos`}</span> : null}
      {tiers.map((tier) => (
        <span key={tier} className={css.reasons}>
          {t`Nivel ${tier}:`} {channels.filter((one) => one.tier === tier).map((one) => (one.local ? t`${one.name} (local)` : one.name)).join(", ")}
        </span>
      ))}
    </td>
  );
}
