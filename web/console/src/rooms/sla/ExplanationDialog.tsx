import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Clock } from "~/client/contract/lists";
import { Dialog } from "~/kit/Dialog";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import css from "./ExamplePanel.module.css";
import { lineWords, placeMoment } from "./policyWords";
import { explanationQuery } from "./queries";
import { targetWords } from "./targetWords";

/** Why each promise of a case falls due when it does, line by line. */
export function ExplanationDialog({ clocks, onClose }: { clocks: Clock[]; onClose: () => void }) {
  return (
    <Dialog wide title={t`Por qué vence cuando vence`} onClose={onClose}>
      {clocks.length === 0 ? <Empty words={t`Este caso no tiene promesas.`} /> : null}
      {clocks.map((one, place) => (
        <Derivation key={one.id} clock={one} first={place === 0} />
      ))}
    </Dialog>
  );
}

function Derivation({ clock, first }: { clock: Clock; first: boolean }) {
  const { data, error, refetch } = useQuery(explanationQuery(clock.id));
  return (
    <details className={css.clock} open={first}>
      <summary>
        <span>{targetWords(clock.target)}</span>
        {data ? <b>{placeMoment(data.due_at, data.timezone)}</b> : null}
      </summary>
      {error ? <Failing what={t`No llega la explicación`} why={problemWords(error)} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={3} /> : null}
      {data ? (
        <ol>
          {data.lines.map((line, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines stand in their order and never move
            <li key={place}>{lineWords(line, data.timezone)}</li>
          ))}
        </ol>
      ) : null}
    </details>
  );
}
