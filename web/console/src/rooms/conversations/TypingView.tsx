import { t } from "@lingui/core/macro";
import { cx } from "~/kit/cx";
import css from "./Thread.module.css";

export function TypingView({ name }: { name: string }) {
  return (
    <div className={cx(css.entry, css.typing)}>
      <span className={css.node} aria-hidden>
        <i />
      </span>
      <p role="status">{t`${name} está escribiendo`}</p>
    </div>
  );
}
