import { t } from "@lingui/core/macro";
import { useEffect, useSyncExternalStore } from "react";
import { Button } from "~/kit/Button";
import css from "./UpdateBar.module.css";
import { updates } from "./updates";

/** Keeping the shell is for the next time: the first case goes before it. */
const AFTER = 4_000;

/** There is a newer desk: it is taken when the person says so. */
export function UpdateBar() {
  useEffect(() => {
    const timer = setTimeout(() => void updates.start(), AFTER);
    return () => clearTimeout(timer);
  }, []);
  const stale = useSyncExternalStore(updates.watch, () => updates.stale);
  return (
    <div role="status" className={css.place}>
      {stale ? (
        <div className={css.bar}>
          <span>{t`Hay una versión nueva. Lo escrito queda guardado.`}</span>
          <Button onClick={() => updates.take()}>{t`Recargar`}</Button>
        </div>
      ) : null}
    </div>
  );
}
