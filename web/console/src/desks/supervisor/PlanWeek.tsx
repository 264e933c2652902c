import { plural, t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import type { WeekPlan } from "~/client/contract/schedules";
import { Button } from "~/kit/Button";
import { Empty } from "~/kit/Empty";
import { percent } from "~/kit/formats";
import { Notice } from "~/kit/Notice";
import { useNow } from "~/kit/now";
import { Section } from "~/kit/Section";
import { Tabs } from "~/kit/Tabs";
import { channelWords } from "~/rooms/channels/channelWords";
import { ChartKey } from "~/rooms/workforce/ChartKey";
import { HalfHours } from "~/rooms/workforce/HalfHours";
import { KeptTable } from "~/rooms/workforce/KeptTable";
import { LimitsTable } from "~/rooms/workforce/LimitsTable";
import { hours, short, tenth, together } from "~/rooms/workforce/planNumbers";
import { dayIn, dayWords, weekOf } from "~/rooms/workforce/weekDays";
import { WeekChart } from "~/rooms/workforce/WeekChart";
import css from "./PlanPage.module.css";
import { usePlanSearch } from "./usePlanSearch";

const ALL = "all";

/** A planned week: its charts, their figures by half hour, what limits concurrency, what can be kept. */
export function PlanWeek({ plan, people, onOrder, onBring }: Props) {
  const [search, setSearch] = usePlanSearch();
  const now = useNow();
  if (plan.channels.length === 0) {
    return (
      <Empty words={t`Todavía no hay historia: ni casos ni volúmenes anteriores. Hacen falta dos semanas.`}>
        {onBring ? <Button onClick={onBring}>{t`Cargar volúmenes`}</Button> : null}
      </Empty>
    );
  }
  const known = plan.channels.filter((one) => one.expected.length > 0);
  const one = known.find((each) => each.channel === search.channel);
  const seen = one ?? together(known);
  const days = weekOf(plan.monday);
  const today = dayIn(plan.time_zone, now);
  const day = days.find((each) => each === search.day) ?? (days.includes(today) ? today : days[0]) ?? plan.monday;
  const running = days.includes(today) ? days.indexOf(today) * 48 + Math.floor(minutes(plan.time_zone, now) / 30) : null;
  const missing = short(plan, seen.need);
  const whole = tenth(Math.round(seen.expected.reduce((sum, each) => sum + each, 0)));
  const needed = tenth(hours(seen.need));
  const scheduled = tenth(hours(plan.scheduled));
  const gap = tenth(missing.hours);
  const tabs = [{ id: ALL, words: t`Todos los canales` }, ...known.map((each) => ({ id: each.channel, words: capital(channelWords(each.channel)) }))];
  return (
    <>
      {plan.channels
        .filter((each) => each.missing_weeks > 0)
        .map((each) => (
          <Notice key={each.channel} deed={onBring ? <Button onClick={onBring}>{t`Cargar volúmenes`}</Button> : undefined}>
            {missingWords(channelWords(each.channel), each.missing_weeks)}
          </Notice>
        ))}
      {known.length > 0 ? (
        <>
          <div className={css.days}>
            <Tabs label={t`Canal`} controls="plan-week" chosen={one?.channel ?? ALL} onChoose={(id) => setSearch({ channel: id === ALL ? undefined : id })} tabs={tabs} />
          </div>
          <div id="plan-week" role="tabpanel" className={css.panel}>
            <dl className={css.figures}>
              <Figure name={t`Contactos esperados`} value={whole} />
              <Figure name={t`Horas de agente que hacen falta`} value={needed} />
              {one ? null : <Figure name={t`Horas en turno`} value={scheduled} />}
              {one ? null : <Figure name={t`Horas que faltan`} value={gap} />}
            </dl>
            <h2 className={css.name}>{t`Contactos por media hora`}</h2>
            <WeekChart
              monday={plan.monday}
              now={running}
              name={t`Contactos por media hora`}
              said={t`Se esperan ${whole} contactos en la semana; las cifras están en la tabla.`}
              band={one ? seen : undefined}
              dashed={seen.expected}
              line={seen.came}
            />
            <ChartKey
              marks={[
                { kind: "dashed", words: t`se espera` },
                ...(one ? [{ kind: "band" as const, words: t`nueve de cada diez medias horas` }] : []),
                { kind: "line", words: t`llegaron` },
              ]}
            />
            <h2 className={css.name}>{t`Gente por media hora`}</h2>
            <WeekChart
              name={t`Gente por media hora`}
              monday={plan.monday}
              now={running}
              said={one ? t`Hacen falta ${needed} horas de agente.` : t`Hacen falta ${needed} horas de agente y hay ${scheduled} en turno: faltan ${gap}.`}
              area={one ? undefined : plan.scheduled}
              dashed={seen.need}
              line={one ? undefined : plan.present}
            />
            <ChartKey
              marks={[
                { kind: "dashed", words: t`hace falta` },
                ...(one ? [] : [{ kind: "area" as const, words: t`en turno` }, { kind: "line" as const, words: t`estuvo` }]),
              ]}
            />
            <div className={css.days}>
              <Tabs label={t`Día`} controls="plan-day" chosen={day} onChoose={(id) => setSearch({ day: id })} tabs={days.map((each) => ({ id: each, words: dayWords(each) }))} />
            </div>
            <div id="plan-day" role="tabpanel" className={css.panel}>
              <HalfHours label={t`Medias horas del ${dayWords(day, true)}`} seen={seen} plan={plan} place={days.indexOf(day)} gaps={!one} band={Boolean(one)} />
            </div>
          </div>
        </>
      ) : null}
      <Section title={t`Tiempos y simultaneidad`} hint={t`Medido en los casos de las últimas cuatro semanas; con menos de 20 casos se supone. Cuántas conversaciones caben lo dicen el trabajo del agente y el ritmo del cliente.`} stacked>
        {atOnce(plan) ? <p>{atOnce(plan)}</p> : null}
        <LimitsTable channels={plan.channels} nameOf={(channel) => capital(channelWords(channel))} />
      </Section>
      {plan.kept.length > 0 ? (
        <Section title={t`Cuántos canales se sostienen`} hint={t`Con la gente en turno, en este orden de importancia: un canal se sostiene si alcanza en nueve de cada diez medias horas.`} deeds={people} stacked>
          <KeptTable channels={plan.kept} nameOf={(channel) => capital(channelWords(channel))} onOrder={onOrder} />
        </Section>
      ) : null}
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function missingWords(channel: string, weeks: number): string {
  return plural(weeks, {
    one: `Falta # semana de historia de ${channel} para pronosticar.`,
    many: `Faltan # semanas de historia de ${channel} para pronosticar.`,
    other: `Faltan # semanas de historia de ${channel} para pronosticar.`,
  });
}

/** What people had at once, as it was: COPC's effective concurrency. */
function atOnce({ at_once }: WeekPlan): string | null {
  if (at_once.held === null) return null;
  const held = tenth(at_once.held);
  if (at_once.hands === null) return t`En los últimos siete días cada persona en línea tuvo ${held} casos a la vez.`;
  const hands = percent(at_once.hands);
  return t`En los últimos siete días cada persona en línea tuvo ${held} casos a la vez, con las manos en ellos el ${hands} del tiempo.`;
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** Minutes after midnight by the wall clock of a place. */
function minutes(timeZone: string, now: number): number {
  const [hour, minute] = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(now).split(":");
  return Number(hour) * 60 + Number(minute);
}

interface Props {
  plan: WeekPlan;
  /** A field for as many people as there might be. */
  people: ReactNode;
  onOrder: (order: string[]) => void;
  /** Null for whoever may not bring volumes. */
  onBring: (() => void) | null;
}
