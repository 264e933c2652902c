import { plural, t } from "@lingui/core/macro";
import { useLink } from "~/client/useLink";
import { cx } from "~/kit/cx";
import { Kbd } from "~/kit/Kbd";
import { keysOf } from "~/kit/keymap";
import { useOutgoing } from "~/rooms/conversations/useOutgoing";
import css from "./Pane.module.css";

/** Whether what is on screen is live, and what has still to leave. */
export function ListFoot() {
  const link = useLink();
  const { outgoing } = useOutgoing();
  const waiting = outgoing.filter((one) => one.state !== "refused").length;
  const lost = link === "lost" || link === "ended";
  const left = plural(waiting, { one: "# por enviar", many: "# por enviar", other: "# por enviar" });
  return (
    <footer className={css.foot}>
      <span className={cx(css.live, lost && css.lost)} aria-hidden />
      <span role="status" className={lost ? css.offline : undefined} data-link={link}>
        {lost ? (waiting > 0 ? t`Sin conexión, ${left}. Nada se pierde.` : t`Sin conexión. Nada se pierde.`) : waiting > 0 ? left : t`Al día`}
      </span>
      <span className="space" />
      {lost ? null : (
        <span className={css.keys}>
          <Kbd keys={keysOf("move.next", "j")} />
          <Kbd keys={keysOf("move.previous", "k")} />
          {t`moverse`}
          <Kbd keys={keysOf("message.reply", "r")} />
          {t`responder`}
        </span>
      )}
    </footer>
  );
}
