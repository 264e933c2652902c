import { type ComponentProps, type ReactNode, useId } from "react";
import css from "./Checkbox.module.css";

/** One yes or no of a form, the browser's own control. */
export function Checkbox({ label, hint, ...rest }: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className={css.line}>
      <input {...rest} id={id} type="checkbox" className={css.box} aria-describedby={hint ? `${id}-hint` : undefined} />
      <div className={css.words}>
        <label htmlFor={id}>{label}</label>
        {hint ? <p id={`${id}-hint`}>{hint}</p> : null}
      </div>
    </div>
  );
}
