import { t } from "@lingui/core/macro";
import { ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import type { Me } from "~/client/contract/who";
import { cx } from "~/kit/cx";
import { Face } from "~/kit/Face";
import { Menu } from "~/kit/Menu";
import css from "./PresenceFoot.module.css";
import { loadWords, presenceWords } from "./presenceWords";

/** Who I am, whether I am there, how much I hold; opens what I can change about it. */
export function PresenceFoot({ me, children }: { me: Me; children: ReactNode }) {
  const { now, limit } = me.load.live;
  const boxes = Math.min(10, Math.max(limit, now));
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={cx(css.foot, me.presence.state !== "available" && css.away)}>
          <Face name={me.user.name} mine large />
          <span className={cx(css.name, "cut")}>{me.user.name}</span>
          <span className={css.load} role="img" aria-label={loadWords(me.load)}>
            {Array.from({ length: boxes }, (_, place) => (
              <i key={place} className={place < now ? undefined : css.free} />
            ))}
          </span>
          <span className={css.state}>
            <span className="cut">{`${presenceWords(me.presence, me.presence_reasons)} · ${t`${now} de ${limit} en vivo`}`}</span>
            <ChevronUp size={12} aria-hidden />
          </span>
        </button>
      }
    >
      {children}
    </Menu>
  );
}
