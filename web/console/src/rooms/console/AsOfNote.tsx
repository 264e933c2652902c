import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { cx } from "~/kit/cx";
import { clockTime, sameDay, shortDay } from "~/kit/formats";
import { useNow } from "~/kit/now";
import css from "./AsOfNote.module.css";
import { asOfQuery } from "./asOf";

const MUCH = 60_000;

/** Says, without network, as of when the list is; with `at`, when one case was seen, if that was much earlier. */
export function AsOfNote({ at }: { at?: number }) {
  const { data: asOf } = useQuery(asOfQuery);
  const now = useNow();
  if (!asOf) return null;
  const earlier = at !== undefined && at <= asOf.at - MUCH;
  const when = earlier ? at : asOf.at;
  const time = clockTime(when);
  const day = shortDay(when, now);
  const today = sameDay(when, now);
  const words =
    earlier
      ? today
        ? t`Este caso se vio por última vez a las ${time}.`
        : t`Este caso se vio por última vez el ${day} a las ${time}.`
      : today
        ? t`Sin conexión. Así estaba a las ${time}.`
        : t`Sin conexión. Así estaba el ${day} a las ${time}.`;
  return (
    <p className={cx(css.note, at !== undefined && !earlier && css.alone)} role="status">
      {words}
    </p>
  );
}
