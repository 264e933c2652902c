import { t } from "@lingui/core/macro";
import { useState } from "react";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { count } from "~/kit/formats";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import { Progress } from "~/kit/Progress";
import css from "./Access.module.css";

type Walk = { state: "walking" | "whole" | "broken"; to: number; of: number } | { state: "failed"; error: unknown };

/** Walks the whole log, stretch by stretch, and tells whether each line follows from the one before. */
export function AuditCheck() {
  const [walk, setWalk] = useState<Walk | null>(null);
  const check = async () => {
    let after = 0;
    setWalk({ state: "walking", to: 0, of: 0 });
    try {
      for (;;) {
        const { to, of, broken_at } = await call("POST /audit/walk", { body: { after } });
        if (broken_at !== null) return setWalk({ state: "broken", to: broken_at, of });
        if (to >= of || to === after) return setWalk({ state: "whole", to, of });
        after = to;
        setWalk({ state: "walking", to, of });
      }
    } catch (error) {
      setWalk({ state: "failed", error });
    }
  };
  return (
    <div className={css.check}>
      <Button className={css.end} disabled={walk?.state === "walking"} onClick={() => void check()}>
        {t`Verificar la cadena`}
      </Button>
      {walk?.state === "walking" ? <Progress label={t`Verificando`} done={walk.to} of={walk.of || null} /> : null}
      {walk?.state === "whole" ? <Notice>{t`La auditoría está entera: cada línea sigue de la anterior. Líneas: ${count(walk.of)}.`}</Notice> : null}
      {walk?.state === "broken" ? (
        <Notice tone="breached">{t`La línea ${walk.to} no sigue de la anterior: alguien cambió, agregó o quitó algo por fuera de Trato. Comparar con una copia de seguridad.`}</Notice>
      ) : null}
      {walk?.state === "failed" ? <Failing what={t`No se pudo verificar`} why={problemWords(walk.error)} onRetry={() => void check()} /> : null}
    </div>
  );
}
