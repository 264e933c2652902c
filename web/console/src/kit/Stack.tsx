import type { FormEvent, ReactNode } from "react";
import css from "./Stack.module.css";

/** The fields of a dialog, one under the other. */
export function Stack({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={css.form} onSubmit={submit}>
      {children}
    </form>
  );
}
