import { t } from "@lingui/core/macro";
import css from "./Stars.module.css";

/** How many of five stars somebody gave; read aloud as a number. */
export function Stars({ count }: { count: number }) {
  return (
    <span className={css.stars} role="img" aria-label={t`${count} de 5 estrellas`}>
      {"★".repeat(count)}
      <span className={css.none}>{"★".repeat(5 - count)}</span>
    </span>
  );
}
