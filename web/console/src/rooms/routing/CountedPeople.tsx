import { t } from "@lingui/core/macro";
import type { Against } from "~/client/contract/whyEndpoints";
import css from "./Why.module.css";
import { whyWords } from "./whyWords";

/** People who are not named, counted by what spoke against them. */
export function CountedPeople({ title, counts }: { title: string; counts: Partial<Record<Against, number>> }) {
  const some = Object.entries(counts) as [Against, number][];
  if (some.length === 0) return null;
  return <p className={css.counted}>{t`${title}: ${some.map(([why, count]) => `${count} ${whyWords(why)}`).join(", ")}.`}</p>;
}
