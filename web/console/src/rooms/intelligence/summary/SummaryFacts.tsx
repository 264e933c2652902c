import { t } from "@lingui/core/macro";
import type { CaseSummary } from "~/client/contract/summaryEndpoints";
import { Chip } from "~/kit/Chip";
import { percent } from "~/kit/formats";
import { MOODS } from "~/rooms/intelligence/understoodWords";
import css from "./Summary.module.css";

/** What stands fast of a case: its numbers, its tags; and how the contact sounds, which is a guess. */
export function SummaryFacts({ summary: { orders, tags, tone } }: { summary: CaseSummary }) {
  if (orders.length + tags.length === 0 && !tone) return null;
  return (
    <p className={css.facts}>
      {orders.map((one) => (
        <Chip key={`order ${one}`} tone="line" title={t`Número que nombra el caso`}>
          <span className="unseen">{t`Número que nombra el caso`} </span>
          {one}
        </Chip>
      ))}
      {tags.map((one) => (
        <Chip key={`tag ${one}`} title={t`Etiqueta`}>
          <span className="unseen">{t`Etiqueta`} </span>
          {one}
        </Chip>
      ))}
      {tone ? <span className={css.tone}>{t`Tono ahora, según lo entendido: ${MOODS[tone.mood]()} (${percent(tone.score)})`}</span> : null}
    </p>
  );
}
