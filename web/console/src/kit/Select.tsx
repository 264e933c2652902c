import { type ComponentProps, useId } from "react";
import css from "./Field.module.css";

/** A labelled choice, the browser's own: it is right on every device. */
export function Select({ label, children, ...rest }: ComponentProps<"select"> & { label: string }) {
  const id = useId();
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <select id={id} className={css.input} {...rest}>
        {children}
      </select>
    </div>
  );
}
