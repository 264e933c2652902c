import { t } from "@lingui/core/macro";
import type { PauseReason, Promised, Target } from "~/client/contract/promises";
import { Checkbox } from "~/kit/Checkbox";
import css from "./PromisesEditor.module.css";
import { PAUSES } from "./policyWords";
import { targetWords } from "./targetWords";

const TARGETS: Target[] = ["first_response", "first_human_response", "next_response", "resolution", "ceiling"];
const SIZES: [number, () => string][] = [
  [1, () => t`segundos`],
  [60, () => t`minutos`],
  [3_600, () => t`horas`],
  [86_400, () => t`días`],
];

/** What is promised: for each kind of answer a span or nothing, and the waits during which its time stands still. */
export function PromisesEditor({ promises, onChange }: { promises: Promised[]; onChange: (promises: Promised[]) => void }) {
  const put = (one: Promised) =>
    onChange(TARGETS.flatMap((target) => (target === one.target ? [one] : promises.filter((each) => each.target === target))));
  return (
    <div className={css.promises}>
      {TARGETS.map((target) => {
        const kept = promises.find((one) => one.target === target);
        const name = targetWords(target);
        return (
          <div className={css.promise} key={target} role="group" aria-label={name}>
            <Checkbox
              label={name}
              checked={kept !== undefined}
              onChange={(event) =>
                event.target.checked
                  ? put({ target, seconds: target === "resolution" ? 86_400 : 3_600, pause_on: [] })
                  : onChange(promises.filter((one) => one.target !== target))
              }
            />
            {kept ? <Span name={name} kept={kept} onPut={put} /> : null}
            {kept ? <Pauses kept={kept} onPut={put} /> : null}
          </div>
        );
      })}
    </div>
  );
}

function Span({ name, kept, onPut }: { name: string; kept: Promised; onPut: (one: Promised) => void }) {
  const size = [...SIZES].toReversed().find(([unit]) => kept.seconds % unit === 0)?.[0] ?? 1;
  const put = (count: number, unit: number) => {
    if (Number.isFinite(count) && count >= 1) onPut({ ...kept, seconds: Math.min(Math.round(count) * unit, 31_536_000) });
  };
  return (
    <div className={css.span}>
      <input
        type="number"
        min={1}
        aria-label={t`${name}: cuánto`}
        value={kept.seconds / size}
        onChange={(event) => put(Number(event.target.value), size)}
      />
      <select aria-label={t`${name}: unidad`} value={size} onChange={(event) => put(kept.seconds / size, Number(event.target.value))}>
        {SIZES.map(([unit, words]) => (
          <option key={unit} value={unit}>
            {words()}
          </option>
        ))}
      </select>
    </div>
  );
}

function Pauses({ kept, onPut }: { kept: Promised; onPut: (one: Promised) => void }) {
  const turn = (reason: PauseReason, on: boolean) =>
    onPut({ ...kept, pause_on: on ? [...kept.pause_on, reason] : kept.pause_on.filter((one) => one !== reason) });
  return (
    <details className={css.pauses} open={kept.pause_on.length > 0}>
      <summary>{t`El tiempo se detiene mientras…`}</summary>
      {(Object.keys(PAUSES) as (keyof typeof PAUSES)[]).map((reason) => (
        <Checkbox
          key={reason}
          label={PAUSES[reason]()}
          checked={kept.pause_on.includes(reason)}
          onChange={(event) => turn(reason, event.target.checked)}
        />
      ))}
    </details>
  );
}
