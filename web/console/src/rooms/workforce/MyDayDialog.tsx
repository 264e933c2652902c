import { t } from "@lingui/core/macro";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Me, PresenceState } from "~/client/contract/who";
import { call } from "~/client/http";
import { Dialog } from "~/kit/Dialog";
import { count, longSpan, percent } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { useNow } from "~/kit/now";
import { DayBar } from "./DayBar";
import css from "./MyDayDialog.module.css";
import { loadWords, stateWords } from "./presenceWords";

const myDayQuery = queryOptions({ queryKey: ["me", "day"], queryFn: ({ signal }) => call("GET /me/day", { signal }), staleTime: 0 });
const SHOWN: PresenceState[] = ["available", "busy", "break", "away"];

/** How one's own day goes, from what was recorded: nobody else's is shown beside it. */
export function MyDayDialog({ me, telephone, onClose }: { me: Me; telephone?: ReactNode; onClose: () => void }) {
  const query = useQuery(myDayQuery);
  const now = useNow(10_000);
  return (
    <Dialog title={t`Mi día`} onClose={onClose}>
      <p className={css.load}>{loadWords(me.load)}</p>
      {telephone}
      <Loaded query={query} rows={5}>
        {(day) => (
          <>
            <DayBar day={{ since: day.since, segments: day.parts }} now={now} reasons={me.presence_reasons} />
            <dl className={css.facts}>
              {SHOWN.filter((state) => (day.seconds[state] ?? 0) > 0).map((state) => (
                <div key={state}>
                  <dt>{stateWords(state)}</dt>
                  <dd>{longSpan((day.seconds[state] ?? 0) * 1_000)}</dd>
                </div>
              ))}
              <div>
                <dt>{t`Casos respondidos`}</dt>
                <dd>{count(day.answered)}</dd>
              </div>
              <div>
                <dt>{t`Casos resueltos`}</dt>
                <dd>{count(day.resolved)}</dd>
              </div>
              <div>
                <dt>{t`Primeras respuestas a tiempo`}</dt>
                <dd>{kept(day.first_in_time, day.first_answers)}</dd>
              </div>
              {day.adherence === null ? null : (
                <div>
                  <dt>{t`Adherencia al horario`}</dt>
                  <dd>{percent(day.adherence)}</dd>
                </div>
              )}
            </dl>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function kept(inTime: number, all: number): string {
  return all === 0 ? t`ninguna todavía` : t`${inTime} de ${all}`;
}
