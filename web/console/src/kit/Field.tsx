import { type ComponentProps, type ReactNode, useId } from "react";
import css from "./Field.module.css";

/** A labelled control; its error stands under it and is announced with it. */
export function Field({ label, error, hint, ...rest }: Props) {
  const id = useId();
  const said = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  const common = { id, className: css.input, "aria-invalid": Boolean(error), "aria-describedby": said };
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <input {...common} {...rest} />
      {error ? (
        <p id={`${id}-error`} className={css.error} role="alert">
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

type Props = ComponentProps<"input"> & { label: string; error?: string | undefined; hint?: ReactNode };
