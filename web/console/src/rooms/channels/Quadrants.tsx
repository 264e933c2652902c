import { t } from "@lingui/core/macro";
import type { ChannelStanding } from "~/client/contract/standingEndpoints";
import css from "./Quadrants.module.css";
import { saidWords } from "./saidWords";

/** The manuals' quadrant: live or asynchronous, against the brand's care or people helping themselves. */
export function Quadrants({ channels }: { channels: ChannelStanding[] }) {
  const shown = channels.filter((one) => one.offered && (one.accounts > 0 || one.said !== "usual"));
  const cell = (live: boolean, care: "brand" | "self") => {
    const mine = shown.filter((one) => one.live === live && (one.care === care || one.care === "both"));
    const named = [...mine].sort((one, other) => one.tier - other.tier);
    return (
      <td>
        {named.length === 0 ? <span className={css.none}>{t`ninguno`}</span> : null}
        <ul>
          {named.map((one) => (
            <li key={one.channel}>
              {saidWords(one.name)} <span className={css.tier}>{t`nivel ${one.tier}`}</span>
            </li>
          ))}
        </ul>
      </td>
    );
  };
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{t`Ritmo`}</span>
          </th>
          <th scope="col">{t`Autoservicio`}</th>
          <th scope="col">{t`Atención de la marca`}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t`En vivo`}</th>
          {cell(true, "self")}
          {cell(true, "brand")}
        </tr>
        <tr>
          <th scope="row">{t`Asíncrono`}</th>
          {cell(false, "self")}
          {cell(false, "brand")}
        </tr>
      </tbody>
    </table>
  );
}
