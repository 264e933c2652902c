import { t } from "@lingui/core/macro";
import type { CallOfCase } from "~/client/contract/calls";
import { clockTime } from "~/kit/formats";
import { useNow } from "~/kit/now";
import css from "./CallBar.module.css";
import { cameOfWords, outcomeWords, stretchWords, troubleWords } from "./callWords";
import { timer } from "./timer";

/** A call in its case: what came of it, what was chosen, and how long it was where. */
export function CallFacts({ one }: { one: CallOfCase }) {
  const now = useNow(1_000);
  const trouble = one.outcome === "answered" ? "" : troubleWords(one.trouble);
  const path = one.chosen.length > 0 ? one.chosen.join(" → ") : "";
  return (
    <div className={css.line}>
      <p>
        <b>{outcomeWords(one)}</b>
        {` · ${clockTime(one.began_at)}`}
        {one.caller ? ` · ${one.caller}` : ` · ${t`número oculto`}`}
        {path ? ` · ${t`eligió ${path}`}` : ""}
        {one.wrapped ? ` · ${cameOfWords(one.wrapped)}` : ""}
      </p>
      {trouble ? <p>{trouble}</p> : null}
      <ul className={css.stretches} aria-label={t`Momentos de la llamada`}>
        {one.stretches.map((each, place) => (
          <li key={place}>
            {stretchWords(each)} <b>{timer((each.ended_at ? Date.parse(each.ended_at) : now) - Date.parse(each.began_at))}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
