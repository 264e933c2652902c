import { type ComponentProps, useId } from "react";
import css from "./Field.module.css";

/** A labelled choice, the browser's own: it is right on every device. */
export function Select({ label, hint, children, ...rest }: ComponentProps<"select"> & { label: string; hint?: string | undefined }) {
  const id = useId();
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <select id={id} className={css.input} aria-describedby={hint ? `${id}-hint` : undefined} {...rest}>
        {children}
      </select>
      {hint ? (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
