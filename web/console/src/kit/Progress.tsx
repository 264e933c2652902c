import css from "./Progress.module.css";

/** How far long work is. Without `of` it is not known, and the line says only that it goes on. */
export function Progress({ label, done, of }: { label: string; done: number; of: number | null }) {
  return (
    <div className={css.progress}>
      <span aria-hidden>{label}</span>
      <progress aria-label={label} {...(of === null ? {} : { value: done, max: of })} />
    </div>
  );
}
