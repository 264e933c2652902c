import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Failing } from "~/kit/Failing";
import { exactMoment, moment } from "~/kit/formats";
import { useNow } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { timelineQuery } from "./queries";
import css from "./Timeline.module.css";
import { timelineWords, type Words } from "./timelineWords";

/** What happened to the case, newest first, in plain words. */
export function Timeline({ caseId, words }: { caseId: string; words: Words }) {
  const now = useNow();
  const timeline = useQuery(timelineQuery(caseId));
  if (timeline.isError && !timeline.data) {
    return <Failing what={t`No llega la historia del caso`} why={problemWords(timeline.error)} onRetry={() => void timeline.refetch()} />;
  }
  const entries = timeline.data?.items ?? [];
  if (timeline.data && entries.length === 0) return <p>{t`Todavía no pasó nada.`}</p>;
  return (
    <ol className={css.list}>
      {entries.map((one) => (
        <li key={one.id}>
          <time dateTime={one.occurred_at} title={exactMoment(one.occurred_at)}>
            {moment(one.occurred_at, now)}
          </time>
          <span>{timelineWords(one, words)}</span>
        </li>
      ))}
    </ol>
  );
}
