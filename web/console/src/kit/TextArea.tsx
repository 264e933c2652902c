import { type ComponentProps, useId } from "react";
import css from "./Field.module.css";

/** A labelled field of several lines. */
export function TextArea({ label, ...rest }: ComponentProps<"textarea"> & { label: string }) {
  const id = useId();
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <textarea id={id} className={css.input} {...rest} />
    </div>
  );
}
