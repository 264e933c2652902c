import { t } from "@lingui/core/macro";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useEffect } from "react";
import { Failing } from "~/kit/Failing";
import { isMissing } from "~/kit/missing";
import css from "./BrokenPage.module.css";

/** A page that could not be drawn: why, and the way out. What was written stands in the browser and comes back. */
export function BrokenPage({ error }: ErrorComponentProps) {
  const missing = isMissing(error);
  const alone = missing && !navigator.onLine;
  useEffect(() => {
    if (!alone) return;
    const back = () => location.reload();
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, [alone]);
  return (
    <main className={css.page}>
      {alone ? (
        <Failing what={t`Sin conexión. Nada se pierde.`} why={t`Esta parte todavía no se había abierto en este equipo. Se abre al volver la red.`} />
      ) : missing ? (
        <Failing
          what={t`Hay una versión nueva`}
          why={t`Esta pestaña es de la anterior. Lo escrito queda guardado y vuelve al recargar.`}
          onRetry={() => location.reload()}
          retry={t`Recargar`}
        />
      ) : (
        <Failing
          what={t`Esta pantalla falló`}
          why={t`Lo escrito queda guardado y vuelve al recargar.`}
          onRetry={() => location.reload()}
          retry={t`Recargar`}
        />
      )}
    </main>
  );
}
