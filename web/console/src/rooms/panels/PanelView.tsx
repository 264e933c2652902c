import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import type { PanelAnswer } from "~/client/contract/panels";
import { cx } from "~/kit/cx";
import { moment } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { useNow } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { FactGroupView } from "./FactGroupView";
import css from "./Panels.module.css";
import { askQuery } from "./queries";
import { silenceWords } from "./silenceWords";

const OLD = 5 * 60_000;

/** One system: what it says, since when, and why not more when it is silent. */
export function PanelView({ last, contactId, caseId }: { last: PanelAnswer; contactId: string; caseId: string }) {
  const now = useNow();
  const asked = useQuery({ ...askQuery(contactId, last.panel_id, caseId), placeholderData: last });
  const one = asked.data ?? last;
  const trouble = asked.isError ? problemWords(asked.error) : one.error ? silenceWords(one.error) : null;
  const age = one.answered_at;
  return (
    <section className={css.panel} aria-label={one.name} aria-busy={asked.isFetching}>
      <h3>
        <span className="cut">{one.name}</span>
        <span className="space" />
        {age ? (
          <span className={cx(css.age, now - Date.parse(age) > OLD && css.old)} title={t`Contestó ${moment(age, now)}`}>
            {moment(age, now)}
          </span>
        ) : null}
        <IconButton icon={RotateCw} name={t`Preguntar de nuevo a ${one.name}`} size={12} disabled={asked.isFetching} onClick={() => void asked.refetch()} />
      </h3>
      {trouble ? <p className={css.trouble}>{trouble}</p> : null}
      {one.groups.map((group, place) => (
        <FactGroupView key={`${group.title}${place}`} group={group} />
      ))}
      {one.groups.length === 0 && !trouble ? (
        <p className={css.none}>{asked.isFetching ? t`Preguntando…` : t`No sabe nada de este contacto.`}</p>
      ) : null}
    </section>
  );
}
