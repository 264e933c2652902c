import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { count } from "~/kit/formats";
import { needsAttentionQuery } from "~/rooms/console/needsAttentionQuery";
import css from "./AttentionCount.module.css";

/** How much waits for a person; nothing while nothing does. */
export function AttentionCount() {
  const { data } = useQuery(needsAttentionQuery);
  const waiting = data ? data.deliveries.length + data.reactions.length + data.accounts.length + data.tokens.length + data.approvals.length + data.unreached.length + data.faulty.length + data.budgets.length : 0;
  if (waiting === 0) return null;
  return (
    <span className={css.count}>
      {count(waiting)}
      <span className="unseen">{t`esperan`}</span>
    </span>
  );
}
