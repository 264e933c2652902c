import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import type { WhatIfRun } from "~/client/contract/whatIfEndpoints";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { count, list } from "~/kit/formats";
import { Notice } from "~/kit/Notice";
import { Progress } from "~/kit/Progress";
import { Section } from "~/kit/Section";
import { leverList } from "./leverWords";
import css from "./WhatIf.module.css";
import { WhatIfTable } from "./WhatIfTable";

/** How far a replay is, and what came out of it. */
export function WhatIfOutcome({ run, onCallOff, deeds }: Props) {
  const { state, done, of, asked, result } = run;
  const changes = leverList(asked.levers);
  const under = state === "waiting" || state === "running";
  return (
    <Section stacked title={t`Resultado`} deeds={under ? <Button onClick={onCallOff}>{t`Cancelar la simulación`}</Button> : result ? deeds : null}>
      <p className={css.changes}>{changes.length > 0 ? list(changes, "conjunction") : t`Sin ningún cambio: las dos columnas son iguales.`}</p>
      <div role="status">{under ? <Progress label={stepWords(run)} done={done} of={state === "running" && done < of ? of : null} /> : null}</div>
      {state === "called_off" ? <Notice>{t`Se canceló. No quedó ningún resultado.`}</Notice> : null}
      {state === "failed" ? <Failing what={t`La simulación no terminó`} why={run.why} /> : null}
      {result ? (
        <>
          <WhatIfTable numbers={result.numbers} withBot={asked.levers.bot !== undefined} />
          <Notice>
            {t`Debajo de cada número, su intervalo del 95 %. El modelo deja fuera lo que ya esperaba al empezar el día, los casos que se rechazan o se dejan pasar, que la gente se apure cuando hay cola y lo que habrían hecho después quienes se fueron.`}
          </Notice>
        </>
      ) : null}
    </Section>
  );
}

function stepWords({ state, done, of }: WhatIfRun): string {
  if (state === "waiting") return t`En la fila: se simula de a una`;
  return done < of ? t`${count(done)} de ${count(of)} casos` : of > 0 ? t`Comparando` : t`Reuniendo el día`;
}

interface Props {
  run: WhatIfRun;
  onCallOff: () => void;
  /** What may be done with a result. */
  deeds: ReactNode;
}
