import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ExpectationTerms } from "~/client/contract/expectations";
import type { HelpLevel } from "~/client/contract/help";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";
import { calendarsQuery } from "~/rooms/brands/queries";
import { teamsQuery } from "~/rooms/cases/queries";
import css from "./Fields.module.css";
import { PRIORITIES } from "./scopeWords";

const NEW: ExpectationTerms = {
  name: "", level: null, team_id: null, priority: null, accept_seconds: 900, answer_seconds: null, calendar_id: null, wall_clock: false, approach: 0.8,
};

/** Within how long help is accepted, and answered after that; of whom, and by whose hours. */
export function ExpectationDialog({ kept, onSave, onRetire, onClose }: Props) {
  const [one, setOne] = useState(kept ?? NEW);
  const teams = useQuery(teamsQuery).data ?? [];
  const calendars = useQuery(calendarsQuery).data ?? [];
  const set = (part: Partial<ExpectationTerms>) => setOne({ ...one, ...part });
  const able = one.name.trim() !== "" && (one.accept_seconds !== null || one.answer_seconds !== null);
  const any = <option value="">{t`Cualquiera`}</option>;
  return (
    <Dialog
      wide
      title={kept ? kept.name : t`Nueva expectativa`}
      onClose={onClose}
      foot={
        <>
          {onRetire ? <Button onClick={onRetire}>{t`Retirar`}</Button> : null}
          <Button look="main" type="submit" form="expectation" disabled={!able}>
            {t`Guardar`}
          </Button>
        </>
      }
    >
      <form
        id="expectation"
        onSubmit={(event) => {
          event.preventDefault();
          if (able) onSave(one);
        }}
      >
        <div className={css.grid}>
          <Field label={t`Nombre`} required maxLength={80} value={one.name} onChange={(event) => set({ name: event.target.value })} />
          <Select label={t`A qué equipo se le pide`} value={one.team_id ?? ""} onChange={(event) => set({ team_id: event.target.value || null })}>
            {any}
            {teams.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </Select>
          <Select label={t`A quién del equipo`} value={one.level ?? ""} onChange={(event) => set({ level: (event.target.value || null) as HelpLevel | null })}>
            {any}
            <option value="supervisor">{t`A quien lo lidera`}</option>
            <option value="team">{t`A todo el equipo`}</option>
          </Select>
          <Select
            label={t`Prioridad`}
            value={one.priority ?? ""}
            onChange={(event) => set({ priority: event.target.value === "" ? null : Number(event.target.value) })}
          >
            {any}
            {PRIORITIES.map(([each, words]) => (
              <option key={each} value={each}>
                {words()}
              </option>
            ))}
          </Select>
          <Field label={t`Aceptar en (minutos)`} type="number" min={1} max={129_600} value={minutes(one.accept_seconds)} onChange={(event) => set({ accept_seconds: seconds(event.target.value) })} />
          <Field
            label={t`Responder después en (minutos)`}
            type="number"
            min={1}
            max={129_600}
            value={minutes(one.answer_seconds)}
            onChange={(event) => set({ answer_seconds: seconds(event.target.value) })}
          />
          <Select
            label={t`Qué horario cuenta`}
            value={one.wall_clock ? "wall" : (one.calendar_id ?? "")}
            onChange={(event) => set({ wall_clock: event.target.value === "wall", calendar_id: event.target.value === "wall" ? null : event.target.value || null })}
          >
            <option value="">{t`El de la marca del caso`}</option>
            <option value="wall">{t`Todas las horas`}</option>
            {calendars.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </Select>
        </div>
      </form>
    </Dialog>
  );
}

const minutes = (value: number | null) => (value === null ? "" : String(Math.max(1, Math.round(value / 60))));
const seconds = (text: string) => (text === "" || Number(text) <= 0 ? null : Math.round(Number(text) * 60));

interface Props {
  kept: ExpectationTerms | null;
  onSave: (terms: ExpectationTerms) => void;
  onRetire: (() => void) | null;
  onClose: () => void;
}
