import { type ReactNode, useId } from "react";
import css from "./Section.module.css";

/** A part of a page, under a hairline: its name and hint at the left, its content at the right; one column when narrow. */
export function Section({ title, hint, deeds, stacked, children }: Props) {
  const id = useId();
  return (
    <section className={css.section} data-stacked={stacked} aria-labelledby={id}>
      <div className={css.words}>
        <h2 id={id}>{title}</h2>
        {hint ? <p>{hint}</p> : null}
        {deeds ? <div className={css.deeds}>{deeds}</div> : null}
      </div>
      <div className={css.content}>{children}</div>
    </section>
  );
}

interface Props {
  title: string;
  hint?: ReactNode;
  deeds?: ReactNode;
  /** The name above the content instead of beside it: for tables. */
  stacked?: boolean;
  children: ReactNode;
}
