import css from "./Face.module.css";
import { cx } from "./cx";
import { initials } from "./formats";

/** A person as two letters; the name always stands beside it. */
export function Face({ name, mine = false, large = false }: { name: string; mine?: boolean; large?: boolean }) {
  return (
    <span className={cx(css.face, mine && css.mine, large && css.large)} aria-hidden>
      {initials(name)}
    </span>
  );
}
