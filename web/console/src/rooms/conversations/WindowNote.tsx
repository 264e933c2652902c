import { t } from "@lingui/core/macro";
import { Clock } from "lucide-react";
import type { Capabilities } from "~/client/contract/cases";
import { cx } from "~/kit/cx";
import { longSpan } from "~/kit/formats";
import { useNow } from "~/kit/now";
import css from "./WindowNote.module.css";

const DAY = 24 * 3_600_000;
const NEAR = 4 * 3_600_000;

/** How long free text may still be written here: it turns ochre under four hours. Or that one answer is all there is. */
export function WindowNote({ capabilities }: { capabilities: Capabilities }) {
  const now = useNow(1_000);
  if (capabilities.replaces) return <span className={css.window}>{t`Pública, y una sola: reemplaza la anterior`}</span>;
  if (capabilities.open_until === null) return null;
  const left = Date.parse(capabilities.open_until) - now;
  if (left <= 0) return null;
  const share = Math.min(100, (left / DAY) * 100);
  return (
    <span className={cx(css.window, left < NEAR && css.near)} role="timer">
      <Clock size={14} aria-hidden />
      {t`La ventana cierra en ${longSpan(left)}`}
      <span className={css.meter} aria-hidden>
        <i style={{ width: `${share}%` }} />
      </span>
    </span>
  );
}
