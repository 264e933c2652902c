import { type ReactNode, useId } from "react";
import css from "./Part.module.css";

/** A ruled part of a page of settings: what it is, why it matters, and the controls. */
export function Part({ title, why, children }: { title: string; why?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {why ? <p className={css.why}>{why}</p> : null}
      {children}
    </section>
  );
}
