import { plural, t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, useState } from "react";
import type { Day, ScheduleWeek, Shift, ShiftPerson, ShiftPlan, WeekTemplate } from "~/client/contract/schedules";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import { Button } from "~/kit/Button";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { useNow } from "~/kit/now";
import { Page } from "~/kit/Page";
import { Part } from "~/kit/Part";
import { Refusal } from "~/kit/Refusal";
import { keepFile } from "~/rooms/knowledge/readCsv";
import type { Filling } from "~/rooms/workforce/FillDialog";
import { scheduleQuery } from "~/rooms/workforce/scheduleQueries";
import { shiftTimes } from "~/rooms/workforce/shiftWords";
import { addDays, dayIn } from "~/rooms/workforce/weekDays";
import { WeekGrid } from "~/rooms/workforce/WeekGrid";
import { TeamWeek } from "./TeamWeek";
import { useTeamWeek } from "./useTeamWeek";

const ShiftDialog = lazy(() => import("~/rooms/workforce/ShiftDialog").then((file) => ({ default: file.ShiftDialog })));
const FillDialog = lazy(() => import("~/rooms/workforce/FillDialog").then((file) => ({ default: file.FillDialog })));
const TemplateDialog = lazy(() => import("~/rooms/workforce/TemplateDialog").then((file) => ({ default: file.TemplateDialog })));
const ScheduleFileDialog = lazy(() => import("~/rooms/workforce/ScheduleFileDialog").then((file) => ({ default: file.ScheduleFileDialog })));

type Asked = { question: "shift"; person: ShiftPerson; day: Day; shift: Shift | null } | { question: "fill" | "templates" | "file" };

/** A team's shifts of a week, written in a grid. */
export function ShiftsPage() {
  const where = useTeamWeek();
  const query = useQuery(scheduleQuery(where.team?.id ?? "", where.monday));
  const cache = useQueryClient();
  const { perform } = useDoing();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [kept, setKept] = useState<Shift | null>(null);
  const now = useNow();
  const team = where.team?.id ?? "";
  const again = () => Promise.all([cache.invalidateQueries({ queryKey: ["schedule"] }), cache.invalidateQueries({ queryKey: ["adherence"] }), cache.invalidateQueries({ queryKey: ["staffing"] })]);
  const close = () => {
    setAsked(null);
    setTimeout(() => document.querySelector<HTMLElement>("[role=grid] [tabindex='0']")?.focus(), 0); // on with the arrows from where one was
  };

  const save = (shift: Shift | null, plan: ShiftPlan) =>
    (shift ? call("PUT /shifts/{id}", { path: { id: shift.id }, body: { ...plan, version: shift.version } }) : call("POST /shifts", { body: { ...plan, id: uuid7() } })).then(again);
  const cancel = (shift: Shift, name: string) =>
    void perform({
      said: t`Turno de ${name} quitado`,
      run: () => call("DELETE /shifts/{id}", { path: { id: shift.id } }),
      undo: () => call("POST /shifts/{id}/restore", { path: { id: shift.id } }).then(again),
      then: () => void again(),
    });
  const paste = (person: ShiftPerson, day: Day) => {
    if (!kept) return;
    const ends = kept.ends.slice(0, 10) > kept.starts.slice(0, 10) ? addDays(day, 1) : day;
    const plan: ShiftPlan = { user_id: person.id, kind: kept.kind, time_zone: kept.time_zone, parts: kept.parts.map((part) => ({ kind: part.kind, starts: part.starts, ends: part.ends })), note: kept.note, starts: `${day}T${kept.starts.slice(11)}`, ends: `${ends}T${kept.ends.slice(11)}` };
    const id = uuid7();
    void perform({
      said: t`Turno de ${person.name} puesto: ${shiftTimes(kept)}`,
      run: () => call("POST /shifts", { body: { ...plan, id } }),
      undo: () => call("DELETE /shifts/{id}", { path: { id } }).then(again),
      then: () => void again(),
    });
  };
  const fill = async (filling: Filling) => {
    const common = { team_id: team, user_ids: filling.people, monday: where.monday, weeks: filling.weeks };
    const made = await ("template" in filling.source
      ? call("POST /schedule/fill", { body: { ...common, template_id: filling.source.template, calendar_id: null } })
      : call("POST /schedule/copy", { body: { ...common, source: filling.source.week } }));
    await again();
    return made;
  };
  const saveTemplate = ({ id, ...rest }: WeekTemplate) => call("PUT /week-templates/{id}", { path: { id }, body: rest }).then(again);
  const retire = ({ id, ...rest }: WeekTemplate) =>
    void perform({
      said: t`${rest.name} retirada`,
      run: () => call("DELETE /week-templates/{id}", { path: { id } }),
      undo: () => call("PUT /week-templates/{id}", { path: { id: uuid7() }, body: rest }).then(again),
      then: () => void again(),
    });
  const file = (csv: string, timeZone: string, apply: boolean) => call("POST /schedule/csv", { body: { team_id: team, csv, time_zone: timeZone, apply } });
  const exported = async () => keepFile(`turnos-${where.monday}.csv`, (await call("GET /schedule/csv", { query: { team_id: team, monday: where.monday } })).csv);

  const dialog = (week: ScheduleWeek) => {
    if (asked?.question === "shift") {
      const { person, day, shift } = asked;
      return <ShiftDialog person={person} day={day} shift={shift} timeZone={week.time_zone} onSave={(plan) => save(shift, plan)} onCancel={(one) => cancel(one, person.name)} onClose={close} />;
    }
    if (asked?.question === "fill") return <FillDialog week={week} onFill={fill} onClose={close} />;
    if (asked?.question === "templates") return <TemplateDialog week={week} onSave={saveTemplate} onRetire={retire} onClose={close} />;
    return <ScheduleFileDialog onTry={(csv) => file(csv, week.time_zone, false)} onApply={(csv) => file(csv, week.time_zone, true).then(again)} onClose={close} />;
  };

  return (
    <Page title={t`Turnos`} lede={t`Flechas para moverse; Entrar escribe un turno; Suprimir lo quita; C lo copia y V lo pega.`} wide>
      <TeamWeek
        where={where}
        deeds={
          <>
            <Button onClick={() => setAsked({ question: "fill" })}>{t`Planificar semanas`}</Button>
            <Button onClick={() => setAsked({ question: "templates" })}>{t`Semanas modelo`}</Button>
            <Button onClick={() => setAsked({ question: "file" })}>{t`Importar`}</Button>
            <Button onClick={() => void exported()}>{t`Exportar`}</Button>
          </>
        }
      />
      <Refusal />
      {where.team ? (
        <Loaded query={query}>
          {(week) => (
            <>
              {week.people.length === 0 ? (
                <Empty words={t`Este equipo no tiene personas. Sumarlas en Personas y equipos.`} />
              ) : (
                <WeekGrid
                  week={week}
                  today={dayIn(week.time_zone, now)}
                  onEdit={(person, day, shift) => setAsked({ question: "shift", person, day, shift })}
                  onCancel={(shift) => cancel(shift, week.people.find((one) => one.id === shift.user_id)?.name ?? "")}
                  onCopy={setKept}
                  onPaste={paste}
                />
              )}
              <p role="status" className="unseen">
                {plural(week.shifts.length, { one: "# turno en la semana", many: "# turnos en la semana", other: "# turnos en la semana" })}
              </p>
              {asked ? <Part>{dialog(week)}</Part> : null}
            </>
          )}
        </Loaded>
      ) : null}
    </Page>
  );
}
