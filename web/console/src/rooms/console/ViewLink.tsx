import { plural } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import { AlarmClock, AtSign, Check, CircleQuestionMark, CircleSlash, Flag, Inbox, Layers, ListFilter, type LucideIcon, Timer, Users } from "lucide-react";
import type { View, ViewKind } from "~/client/contract/lists";
import { cx } from "~/kit/cx";
import { count } from "~/kit/formats";
import css from "./ViewLink.module.css";
import { viewWords } from "./viewWords";

const ICONS: Partial<Record<ViewKind, LucideIcon>> = {
  mine: Inbox,
  due: Timer,
  mentions: AtSign,
  snoozed: AlarmClock,
  unassigned: Layers,
  team: Users,
  breached: Flag,
  uncertain: CircleQuestionMark,
  set_aside: CircleSlash,
  resolved: Check,
  saved: ListFilter,
};

/** One view with its count; a count is coloured only when a promise is near or broken. */
export function ViewLink({ view, onPick }: { view: View; onPick?: () => void }) {
  const Icon = ICONS[view.kind];
  const tone = (view.count ?? 0) > 0 && (view.kind === "due" ? css.approaching : view.kind === "breached" && css.breached);
  return (
    <Link className={css.view} to="/cases/$view" params={{ view: view.id }} onClick={onPick} activeOptions={{ exact: false }}>
      {Icon ? <Icon size={16} aria-hidden /> : null}
      <span className={cx(css.name, "cut")}>{viewWords(view)}</span>
      <span className={cx(css.count, tone)} aria-hidden>
        {view.count === null ? null : count(view.count)}
      </span>
      {view.count === null ? null : <span className="unseen">{plural(view.count, { one: "# caso", many: "# casos", other: "# casos" })}</span>}
    </Link>
  );
}
