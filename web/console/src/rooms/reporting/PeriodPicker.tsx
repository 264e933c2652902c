import { t } from "@lingui/core/macro";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "~/kit/Button";
import { Field } from "~/kit/Field";
import { IconButton } from "~/kit/IconButton";
import { daysAfter, mondayOf, shifted, today } from "./days";
import { isDay } from "./reportSearch";
import css from "./Reports.module.css";

interface Span {
  from: string;
  to: string;
}

/** Which days are counted: two dates to write, the usual periods, and the same length before or after. */
export function PeriodPicker({ from, to, now, onChange }: Span & { now: number; onChange: (period: Span) => void }) {
  const here = today(now);
  const usual: { words: string; span: Span }[] = [
    { words: t`Hoy`, span: { from: here, to: here } },
    { words: t`Ayer`, span: { from: daysAfter(here, -1), to: daysAfter(here, -1) } },
    { words: t`Esta semana`, span: { from: mondayOf(here), to: here } },
    { words: t`7 días`, span: { from: daysAfter(here, -6), to: here } },
    { words: t`28 días`, span: { from: daysAfter(here, -27), to: here } },
  ];
  const set = (name: keyof Span, value: string) => isDay(value) && onChange({ from, to, [name]: value });
  return (
    <fieldset className={css.period}>
      <legend className="unseen">{t`Periodo`}</legend>
      <IconButton icon={ChevronLeft} name={t`El periodo de antes`} onClick={() => onChange(shifted(from, to, -1))} />
      <Field label={t`Desde`} type="date" value={from} max={to} onChange={(event) => set("from", event.target.value)} />
      <Field label={t`Hasta`} type="date" value={to} min={from} onChange={(event) => set("to", event.target.value)} />
      <IconButton icon={ChevronRight} name={t`El periodo de después`} onClick={() => onChange(shifted(from, to, 1))} />
      <div className={css.usual}>
        {usual.map(({ words, span }) => (
          <Button key={words} look="bare" aria-pressed={span.from === from && span.to === to} onClick={() => onChange(span)}>
            {words}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
