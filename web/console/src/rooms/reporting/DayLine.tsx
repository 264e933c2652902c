import css from "./Reports.module.css";

const WIDE = 120;
const HIGH = 28;
const EDGE = 3;

/** A number day by day, from zero; where there was nothing to count the line breaks. Its table twin stands beside it. */
export function DayLine({ values, label, target }: { values: readonly (number | null)[]; label: string; target: number | null }) {
  const most = Math.max(...values.map((one) => one ?? 0), target ?? 0);
  if (values.length < 2 || most === 0) return null;
  const step = (WIDE - 2 * EDGE) / (values.length - 1);
  const y = (value: number) => HIGH - EDGE - (value / most) * (HIGH - 2 * EDGE);
  const points = values.map((value, at) => (value === null ? null : { x: EDGE + at * step, y: y(value) }));
  const path = points.map((point, at) => (point === null ? "" : `${points[at - 1] ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}`)).join("");
  const alone = points.filter((point, at) => point !== null && !points[at - 1] && !points[at + 1]);
  const last = points.at(-1);
  return (
    <svg className={css.line} viewBox={`0 0 ${WIDE} ${HIGH}`} width={WIDE} height={HIGH} role="img" aria-label={label}>
      {target === null ? null : <line className={css.aim} x1={EDGE} x2={WIDE - EDGE} y1={y(target)} y2={y(target)} />}
      <path d={path} />
      {alone.map((point) => (point ? <circle key={point.x} cx={point.x} cy={point.y} r={1.5} /> : null))}
      {last ? <circle cx={last.x} cy={last.y} r={2.5} /> : null}
    </svg>
  );
}
