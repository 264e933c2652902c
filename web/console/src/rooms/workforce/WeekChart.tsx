import { t } from "@lingui/core/macro";
import type { Day } from "~/client/contract/schedules";
import { count } from "~/kit/formats";
import css from "./WeekChart.module.css";
import { dayWords, weekOf } from "./weekDays";

const WIDE = 1120;
const HIGH = 190;
const LEFT = 34;
const TOP = 10;
const FOOT = 22;
const SLOTS = 336;

/**
 * A week of half hours: an area, steps and a line over it, each labelled where it ends. The table beside it says the
 * same to whoever does not see it; `said` is the chart in a sentence.
 */
export function WeekChart({ monday, name, said, band, area, dashed, line, now }: Props) {
  const tops = [band?.high ?? [], area ?? [], dashed ?? [], line ?? []].flat().filter((one): one is number => one !== null);
  const most = niceTop(Math.max(1, ...tops));
  const x = (slot: number) => LEFT + (slot / SLOTS) * (WIDE - LEFT);
  const y = (value: number) => TOP + (1 - value / most) * (HIGH - TOP - FOOT);
  const steps = (values: readonly number[]) => values.map((value, slot) => `${slot ? "L" : "M"}${x(slot).toFixed(1)} ${y(value).toFixed(1)}L${x(slot + 1).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className={css.scroll} role="region" aria-label={name} tabIndex={0}>
      <svg className={css.chart} viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={said} preserveAspectRatio="none">
        {[0, most / 2, most].map((value) => (
          <g key={value}>
            <line className={css.rule} x1={LEFT} x2={WIDE} y1={y(value)} y2={y(value)} />
            <text className={css.tick} x={LEFT - 6} y={y(value) + 4} textAnchor="end">
              {count(value)}
            </text>
          </g>
        ))}
        {weekOf(monday).map((day, place) => (
          <g key={day}>
            <line className={css.day} x1={x(place * 48)} x2={x(place * 48)} y1={TOP} y2={HIGH - FOOT} />
            <text className={css.tick} x={x(place * 48 + 24)} y={HIGH - 6} textAnchor="middle">
              {dayWords(day)}
            </text>
          </g>
        ))}
        {band ? <path className={css.band} d={`${steps(band.high)}${backwards(band.low, x, y)}Z`} /> : null}
        {area ? <path className={css.area} d={`${steps(area)}L${x(area.length)} ${y(0)}L${x(0)} ${y(0)}Z`} /> : null}
        {dashed ? <path className={css.dashed} d={steps(dashed)} /> : null}
        {line ? <path className={css.line} d={pieces(line, x, y)} /> : null}
        {now !== null && now >= 0 && now < SLOTS ? (
          <line className={css.now} x1={x(now)} x2={x(now)} y1={TOP} y2={HIGH - FOOT}>
            <title>{t`Ahora`}</title>
          </line>
        ) : null}
      </svg>
    </div>
  );
}

type Axis = (value: number) => number;

function backwards(low: readonly number[], x: Axis, y: Axis): string {
  return low
    .map((value, slot) => `L${x(slot + 1).toFixed(1)} ${y(value).toFixed(1)}L${x(slot).toFixed(1)} ${y(value).toFixed(1)}`)
    .toReversed()
    .join("");
}

/** A line with holes where nothing is known. */
function pieces(values: readonly (number | null)[], x: Axis, y: Axis): string {
  let down = false;
  return values
    .map((value, slot) => {
      const start = down ? "L" : "M";
      down = value !== null;
      return value === null ? "" : `${start}${x(slot + 0.5).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join("");
}

/** The next number that reads well: 1, 2, 5, 10, 20 … */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return (([1, 2, 3, 4, 6, 8, 10].find((step) => step * power >= most) ?? 10) as number) * power;
}

interface Props {
  monday: Day;
  name: string;
  /** The whole in a sentence. */
  said: string;
  band?: { low: readonly number[]; high: readonly number[] } | undefined;
  /** Filled from the foot: who is scheduled. */
  area?: readonly number[] | undefined;
  /** What is expected or needed. */
  dashed?: readonly number[] | undefined;
  /** What was; null is ahead. */
  line?: readonly (number | null)[] | undefined;
  /** The half hour that runs now. */
  now: number | null;
}
