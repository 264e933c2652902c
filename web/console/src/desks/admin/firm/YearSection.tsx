import { plural, t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import type { HoursPlan, SpecialDay } from "~/client/contract/hours";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { IconButton } from "~/kit/IconButton";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { Tabs } from "~/kit/Tabs";
import { DayDialog } from "~/rooms/brands/DayDialog";
import { dateWords, kindWords, openingsWords } from "~/rooms/brands/hourWords";
import { yearQuery } from "~/rooms/brands/queries";
import { YearView } from "~/rooms/brands/YearView";
import css from "./YearSection.module.css";

/** The year of a plan, saved or not: twelve months, and the same days as a table. */
export function YearSection({ plan, settled, onDays }: Props) {
  const [year, setYear] = useState(() => new Date().getFullYear());
  const [face, setFace] = useState<"months" | "table">("months");
  const [asked, setAsked] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(yearQuery(settled, year));
  const days = data?.year === year ? data.days : [];
  const put = (day: SpecialDay) => {
    onDays([...plan.own_days.filter((one) => one.day !== day.day && one.day !== asked), day].toSorted((a, b) => a.day.localeCompare(b.day)));
    setAsked(null);
  };
  const own = (day: string) => plan.own_days.some((one) => one.day === day);
  const remove = (day: string) => {
    onDays(plan.own_days.filter((one) => one.day !== day));
    setAsked(null);
  };
  const openDays = data?.open_days ?? 0;
  return (
    <Section
      stacked
      title={t`El año`}
      hint={plural(openDays, { one: "# día abierto en el año.", many: "# días abiertos en el año.", other: "# días abiertos en el año." })}
    >
      <div className={css.bar}>
        <IconButton icon={ChevronLeft} name={t`Año anterior`} onClick={() => setYear(year - 1)} />
        <b aria-live="polite">{year}</b>
        <IconButton icon={ChevronRight} name={t`Año siguiente`} onClick={() => setYear(year + 1)} />
        <Tabs
          label={t`Cómo se ve el año`}
          tabs={[
            { id: "months", words: t`Meses` },
            { id: "table", words: t`Tabla` },
          ]}
          chosen={face}
          onChoose={setFace}
          controls="year-face"
        />
        <Button onClick={() => setAsked("")}>
          <Plus size={14} aria-hidden />
          {t`Día distinto`}
        </Button>
      </div>
      {error ? <Failing what={t`No se pudo armar el año`} why={problemWords(error)} onRetry={() => void refetch()} /> : null}
      <div id="year-face" role="tabpanel" aria-label={face === "months" ? t`Meses` : t`Tabla`}>
        {!data && !error ? <Loading rows={4} /> : null}
        {data && face === "months" ? <YearView year={year} week={plan.week} days={days} onOpen={setAsked} /> : null}
        {data && face === "table" ? (
          <DataTable
            dense
            label={t`Días distintos de ${year}`}
            columns={COLUMNS()}
            rows={days}
            keyOf={(one) => one.day}
            onOpen={(one) => setAsked(one.day)}
            empty={<Empty words={t`Ningún día de ${year} difiere de su semana. Elegir un país trae sus feriados.`} />}
          />
        ) : null}
      </div>
      {asked === null ? null : (
        <DayDialog
          key={asked}
          day={asked}
          kept={days.find((one) => one.day === asked)}
          usual={asked ? (plan.week[(new Date(`${asked}T00:00:00Z`).getUTCDay() + 6) % 7] ?? []) : []}
          onSave={put}
          onRemove={own(asked) ? () => remove(asked) : null}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  );
}

interface Props {
  /** As it stands on screen. */
  plan: HoursPlan;
  /** The same once nobody types: what the server is asked about. */
  settled: HoursPlan;
  onDays: (days: SpecialDay[]) => void;
}

const COLUMNS = (): Column<SpecialDay>[] => [
  { id: "day", head: t`Día`, cell: (one) => dateWords(one.day) },
  { id: "kind", head: t`Qué es`, cell: (one) => kindWords(one.kind) },
  { id: "name", head: t`Motivo`, cell: (one) => one.name },
  { id: "hours", head: t`Horario`, cell: (one) => openingsWords(one.openings) },
];
