import { Switch as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import css from "./Switch.module.css";

/** On or off, in force at once. What waits for "Guardar" is a Checkbox. */
export function Switch({ label, hint, on, disabled, onChange }: Props) {
  const id = useId();
  return (
    <div className={css.line}>
      <div className={css.words}>
        <label htmlFor={id}>{label}</label>
        {hint ? <p id={`${id}-hint`}>{hint}</p> : null}
      </div>
      <Radix.Root
        id={id}
        className={css.switch}
        checked={on}
        disabled={disabled ?? false}
        onCheckedChange={onChange}
        aria-describedby={hint ? `${id}-hint` : undefined}
      >
        <Radix.Thumb className={css.thumb} />
      </Radix.Root>
    </div>
  );
}

interface Props {
  label: string;
  hint?: ReactNode;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}
