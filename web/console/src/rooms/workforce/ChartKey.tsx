import css from "./ChartKey.module.css";

/** What each mark of a chart says, in one line under it. */
export function ChartKey({ marks }: { marks: { kind: "band" | "area" | "dashed" | "line"; words: string }[] }) {
  return (
    <ul className={css.key}>
      {marks.map(({ kind, words }) => (
        <li key={kind}>
          <span className={css.mark} data-kind={kind} aria-hidden />
          {words}
        </li>
      ))}
    </ul>
  );
}
