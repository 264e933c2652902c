import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "~/kit/Button";
import css from "./NoticesPage.module.css";

/** Whether this browser may show notices over other windows: it decides, not we. */
export function DesktopNotices() {
  const known = typeof Notification !== "undefined";
  const [permission, setPermission] = useState(known ? Notification.permission : "denied");
  if (!known) return <p>{t`Este navegador no muestra avisos.`}</p>;
  if (permission === "granted") return <p>{t`Este navegador los muestra.`}</p>;
  if (permission === "denied") return <p>{t`Este navegador los tiene prohibidos. Se permiten en el candado junto a la dirección.`}</p>;
  return (
    <div className={css.line}>
      <span>{t`Este navegador todavía no tiene permiso.`}</span>
      <Button onClick={() => void Notification.requestPermission().then(setPermission)}>{t`Permitirlos`}</Button>
    </div>
  );
}
