import { t } from "@lingui/core/macro";
import css from "./Message.module.css";

/** Bars at the rhythm of rows, after 150 ms. */
export function Loading({ rows = 8 }: { rows?: number }) {
  return (
    <div className={css.bars} role="status" aria-label={t`Cargando`}>
      {Array.from({ length: rows }, (_, place) => (
        <div className={css.bar} key={place} aria-hidden>
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}
