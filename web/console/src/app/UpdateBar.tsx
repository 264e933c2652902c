import { t } from "@lingui/core/macro";
import { useEffect, useSyncExternalStore } from "react";
import { Button } from "~/kit/Button";
import css from "./UpdateBar.module.css";
import { updates } from "./updates";

/** There is a newer desk: it is taken when the person says so. */
export function UpdateBar() {
  useEffect(() => void updates.start(), []);
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
