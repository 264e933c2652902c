import type { ReactNode } from "react";
import css from "./Message.module.css";

/** Nothing here: one sentence and, where there is one, a deed. */
export function Empty({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <div className={css.empty}>
      <p>{words}</p>
      {children}
    </div>
  );
}
