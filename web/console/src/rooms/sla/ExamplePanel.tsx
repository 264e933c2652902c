import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ClockExample, Example, Policy, Terms } from "~/client/contract/promises";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Loading } from "~/kit/Loading";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import css from "./ExamplePanel.module.css";
import { lineWords, placeMoment, surfaceWords, wallClock } from "./policyWords";
import { exampleQuery } from "./queries";
import { targetWords } from "./targetWords";

/** A message under the policy as it stands on screen: when each promise falls due, and why, line by line. */
export function ExamplePanel({ terms, policyId, calendarId, policies, channelName }: Props) {
  const [at, setAt] = useState<string | null>(null);
  const { data, error, isPlaceholderData } = useQuery(exampleQuery(terms, policyId, calendarId, at));
  return (
    <aside className={css.panel} aria-label={t`Ejemplo`} data-stale={isPlaceholderData}>
      <h2>{t`Ejemplo`}</h2>
      {data || at !== null ? (
        <Field
          label={data ? t`Llega (hora de ${data.timezone.replaceAll("_", " ")})` : t`Llega`}
          type="datetime-local"
          value={at ?? (data ? wallClock(data.at, data.timezone) : "")}
          onChange={(event) => setAt(event.target.value || null)}
        />
      ) : null}
      {error ? <Failing what={t`No se pudo calcular`} why={problemWords(error)} /> : null}
      {!data && !error ? <Loading rows={3} /> : null}
      {data ? (
        <>
          <p className={css.lead} aria-live="polite">
            {leadWords(data, channelName)}
          </p>
          {data.clocks.map((clock, place) => (
            <Derivation key={clock.target} first={place === 0} clock={clock} timeZone={data.timezone} policies={policies} />
          ))}
        </>
      ) : null}
    </aside>
  );
}

interface Props {
  terms: Terms;
  policyId: string | null;
  calendarId: string | null;
  /** All in force, for the names of those that would be chosen instead. */
  policies: Policy[];
  channelName: (channel: string) => string;
}

function Derivation({ clock, first, timeZone, policies }: { clock: ClockExample; first: boolean; timeZone: string; policies: Policy[] }) {
  const due = placeMoment(clock.due_at, timeZone);
  const other = policies.find((one) => one.id === clock.chosen_id);
  return (
    <details className={css.clock} open={first}>
      <summary>
        <span>{targetWords(clock.target)}</span>
        <b>{due}</b>
      </summary>
      {other ? <Notice tone="approaching">{t`Para este mensaje se elige otra política: ${other.name}.`}</Notice> : null}
      <ol>
        {clock.lines.map((line, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines stand in their order and never move
          <li key={place}>{lineWords(line, timeZone)}</li>
        ))}
      </ol>
    </details>
  );
}

/** "Un mensaje de WhatsApp (mensaje directo) del viernes 20 a las 17:50 vence el lunes 23 a las 09:20." */
function leadWords(example: Example, channelName: (channel: string) => string): string {
  const first = example.clocks[0];
  if (!first) return t`Este mensaje no recibe ninguna promesa de la política.`;
  const channel = channelName(example.channel);
  const surface = surfaceWords(example.surface);
  const came = placeMoment(example.at, example.timezone);
  const due = placeMoment(first.due_at, example.timezone);
  if (channel === surface) return t`Un mensaje por ${channel} que llega ${came} vence ${due}.`;
  return t`Un mensaje por ${channel} (${surface}) que llega ${came} vence ${due}.`;
}
