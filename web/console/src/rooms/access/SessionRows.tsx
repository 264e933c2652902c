import { t } from "@lingui/core/macro";
import type { Id } from "~/client/contract/basics";
import type { OpenSession } from "~/client/contract/people";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { moment } from "~/kit/formats";
import { now } from "~/kit/now";
import css from "./Access.module.css";
import { deviceName } from "./deviceWords";

/** Open sessions, the last used first: on which device, since when, and ending one. */
export function SessionRows({ sessions, current, onEnd }: { sessions: readonly OpenSession[]; current?: Id | null; onEnd?: (id: Id) => void }) {
  return (
    <ul className={css.list}>
      {sessions.map((one) => {
        const device = deviceName(one.device);
        return (
          <li key={one.id} className={css.item}>
            <span className={css.two}>
              <span className={css.line}>
                {device}
                {one.id === current ? <Chip tone="rest">{t`Esta sesión`}</Chip> : null}
              </span>
              <span className={css.quiet}>{t`Última vez: ${moment(one.seen_at, now())}. Abierta: ${moment(one.created_at, now())}.`}</span>
            </span>
            <span className="space" />
            {onEnd && one.id !== current ? (
              <Button look="bare" aria-label={t`Cerrar la sesión de ${device}`} onClick={() => onEnd(one.id)}>
                {t`Cerrar`}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
