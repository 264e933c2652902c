import { plural, t } from "@lingui/core/macro";
import { useRef, useState } from "react";
import type { DryRun, RuleBody } from "~/client/contract/automation";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Failing } from "~/kit/Failing";
import { count, moment, percent } from "~/kit/formats";
import { Notice } from "~/kit/Notice";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { asNowWords } from "./asNowWords";
import { added, costWords, NOTHING } from "./costWords";
import css from "./Rule.module.css";

type Match = DryRun["matched"][number];
const SHOWN = 200;

/** What a rule would have matched: the past is looked through a stretch at a time, newest first, until it is stopped. */
export function DryRunPanel({ body, disabled, onOpen }: { body: RuleBody; disabled: boolean; onOpen: (caseId: string) => void }) {
  const [found, setFound] = useState<Found | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const stopped = useRef(false);
  const look = async (from: Found | null) => {
    stopped.current = false;
    setBusy(true);
    setError(null);
    let here: Found = from ?? { looked: 0, total: 0, matched: [], unknown: 0, next: null, through: 0, asNow: [], cost: NOTHING, body };
    try {
      do {
        // oxlint-disable-next-line no-await-in-loop -- each stretch begins where the one before ended
        const one = await call("POST /automation/dry-run", { body: { body, last: here.next } });
        here = {
          looked: here.looked + one.looked,
          total: here.total + one.matched.length,
          matched: [...here.matched, ...one.matched].slice(0, SHOWN),
          unknown: here.unknown + one.unknown,
          next: one.next,
          through: one.through,
          asNow: one.as_now,
          cost: added(here.cost, one.cost),
          body,
        };
        setFound(here);
      } while (here.next !== null && !stopped.current);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const old = found !== null && JSON.stringify(found.body) !== JSON.stringify(body);
  return (
    <div>
      <div className={css.foot}>
        {busy ? (
          <Button onClick={() => (stopped.current = true)}>{t`Detener`}</Button>
        ) : (
          <Button disabled={disabled} onClick={() => void look(null)}>
            {found ? t`Probar de nuevo` : t`Probar con lo que ya pasó`}
          </Button>
        )}
        {!busy && found && found.next !== null && !old ? <Button look="bare" onClick={() => void look(found)}>{t`Seguir hacia atrás`}</Button> : null}
      </div>
      {error ? <Failing what={t`No se pudo probar`} why={problemWords(error)} /> : null}
      {found ? (
        <>
          <div className={css.counts} role="status">
            <span>{plural(found.total, { one: "Habría coincidido # vez", many: "Habría coincidido # veces", other: "Habría coincidido # veces" })}</span>
            <span>{t`de ${count(found.looked)} preguntadas`}</span>
            <span>{t`${percent(found.through)} del registro`}</span>
            {found.cost.messages > 0 ? <span>{costWords(found.cost)}</span> : null}
          </div>
          <div className={css.meter} aria-hidden>
            <i style={{ width: `${Math.round(found.through * 100)}%` }} />
          </div>
          {old ? <Notice tone="plain">{t`La regla cambió después de esta prueba.`}</Notice> : null}
          {found.asNow.length > 0 ? <Notice tone="plain">{t`Se conoce solo como es hoy: ${asNowWords(found.asNow)}.`}</Notice> : null}
          {found.unknown > 0 ? (
            <Notice tone="plain">
              {plural(found.unknown, {
                one: "En # ocasión no se conoce algo de lo que se pregunta: ahí la condición no se cumple.",
                many: "En # ocasiones no se conoce algo de lo que se pregunta: ahí la condición no se cumple.",
                other: "En # ocasiones no se conoce algo de lo que se pregunta: ahí la condición no se cumple.",
              })}
            </Notice>
          ) : null}
          <DataTable
            dense
            label={t`Casos que habrían coincidido`}
            columns={columns()}
            rows={found.matched}
            keyOf={(one) => String(one.seq)}
            onOpen={(one) => onOpen(one.case_id)}
            empty={<p className={css.hint}>{busy ? t`Buscando…` : t`Ninguno hasta aquí.`}</p>}
          />
          {found.total > found.matched.length ? <p className={css.hint}>{t`Se muestran los ${count(found.matched.length)} más recientes.`}</p> : null}
        </>
      ) : (
        <p className={css.hint}>{t`No se hace nada: solo se cuenta dónde habría coincidido.`}</p>
      )}
    </div>
  );
}

const columns = (): Column<Match>[] => [
  { id: "case", head: t`Caso`, cell: (one) => `#${one.number} · ${one.words}` },
  { id: "at", head: t`Cuándo`, cell: (one) => moment(one.at, now()), width: "120px" },
];

interface Found {
  looked: number;
  total: number;
  matched: Match[];
  unknown: number;
  next: number | null;
  through: number;
  asNow: string[];
  cost: DryRun["cost"];
  body: RuleBody;
}
