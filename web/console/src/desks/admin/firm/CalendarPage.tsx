import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Calendar, HoursPlan } from "~/client/contract/hours";
import type { Brand } from "~/client/contract/who";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { useDoing } from "~/kit/deed";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { nameOf } from "~/kit/formats";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { useForm } from "~/kit/useForm";
import { useSettled } from "~/kit/useSettled";
import { standingWords } from "~/rooms/brands/hourWords";
import { calendarsQuery, placesQuery } from "~/rooms/brands/queries";
import { WeekEditor } from "~/rooms/brands/WeekEditor";
import { EffectNotice } from "~/rooms/sla/EffectNotice";
import { effectOfHoursQuery } from "~/rooms/sla/queries";
import { CalendarHistory } from "./CalendarHistory";
import { CalendarUse } from "./CalendarUse";
import { YearSection } from "./YearSection";

const NINE_TO_SIX = [{ opens: 540, closes: 1080 }];
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Values {
  name: string;
  brand_id: string;
  plan: HoursPlan;
}

/** One set of hours: its week, its year, who keeps it, and what saving would do to running promises. */
export function CalendarPage({ calendar, brands }: { calendar: Calendar | null; brands: Brand[] }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { perform } = useDoing();
  const places = useQuery(placesQuery).data ?? {};
  const [kept] = useState(() => startOf(calendar, brands));
  const basis = calendar ? startOf(calendar, brands) : kept;
  const form = useForm<Values>(basis, async ({ name, brand_id, plan }) => {
    const body = { name, plan };
    const saved = calendar
      ? await call("PUT /calendars/{id}", { path: { id: calendar.id }, body: { ...body, version: calendar.version } })
      : await call("POST /calendars", { body: { ...body, brand_id: brand_id || null } });
    await cache.invalidateQueries({ queryKey: calendarsQuery.queryKey });
    if (!calendar) void navigate({ to: "/admin/$section/$item", params: { section: "hours", item: saved.id }, ignoreBlocker: true });
  });
  const { plan } = form.values;
  const set = (part: Partial<HoursPlan>) => form.set({ plan: { ...plan, ...part } });
  const settled = useSettled(plan);
  const refresh = () => void cache.invalidateQueries({ queryKey: calendarsQuery.queryKey });
  const retire = (one: Calendar) =>
    perform({
      said: t`Calendario retirado: ${one.name}`,
      run: () => call("POST /calendars/{id}/retire", { path: { id: one.id }, body: {} }),
      undo: () => call("POST /calendars/{id}/restore", { path: { id: one.id }, body: {} }),
      then: refresh,
    }).then((done) => done && void navigate({ to: "/admin/$section", params: { section: "hours" } }));
  return (
    <Page
      wide
      title={calendar ? calendar.name : t`Nuevo calendario`}
      lede={calendar ? standingWords(calendar.now, calendar.timezone) : t`La semana habitual, los feriados del lugar y los días distintos.`}
      deeds={calendar ? <Button onClick={() => void retire(calendar)}>{t`Retirar`}</Button> : null}
    >
      <Refusal />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <Section title={t`Nombre y lugar`}>
          <Field
            label={t`Nombre`}
            required
            maxLength={80}
            value={form.values.name}
            error={form.errorOf("name") ? t`Hace falta un nombre.` : undefined}
            onChange={(event) => form.set({ name: event.target.value })}
          />
          {calendar ? null : (
            <Select label={t`De quién es`} value={form.values.brand_id} onChange={(event) => form.set({ brand_id: event.target.value })}>
              <option value="">{t`De todas las marcas`}</option>
              {brands.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
          )}
          <Select label={t`Huso horario`} value={plan.timezone} onChange={(event) => set({ timezone: event.target.value })}>
            {zones(plan.timezone).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </Select>
        </Section>
        <Section title={t`Semana`} hint={t`Varios tramos por día. Un tramo que termina antes de empezar pasa la medianoche.`}>
          <WeekEditor week={plan.week} onChange={(week) => set({ week })} />
        </Section>
        <Section title={t`Feriados`} hint={t`Cierran solos, salvo que un día distinto diga otra cosa. Se renuevan cada año.`}>
          <Select label={t`País`} value={plan.country} onChange={(event) => set({ country: event.target.value, subdivision: "" })}>
            <option value="">{t`Sin feriados`}</option>
            {countries(places).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
          {(places[plan.country] ?? []).length > 0 ? (
            <Select label={t`Región`} value={plan.subdivision} onChange={(event) => set({ subdivision: event.target.value })}>
              <option value="">{t`Solo los de todo el país`}</option>
              {(places[plan.country] ?? []).map((code) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </Select>
          ) : null}
        </Section>
        <YearSection plan={plan} settled={settled} onDays={(own_days) => set({ own_days })} />
        {calendar && form.dirty ? <EffectNotice query={effectOfHoursQuery(calendar.id, settled)} /> : null}
        <FormFoot form={form} deed={calendar ? t`Guardar` : t`Crear calendario`} />
      </form>
      {calendar ? <CalendarUse calendar={calendar} brands={brands} onChange={refresh} /> : null}
      {calendar ? <CalendarHistory calendar={calendar} onPlan={(old) => form.set({ plan: old })} /> : null}
    </Page>
  );
}

function startOf(calendar: Calendar | null, brands: Brand[]): Values {
  const { timezone = ZONE, week = [...Array.from({ length: 5 }, () => NINE_TO_SIX), [], []], own_days = [] } = calendar ?? {};
  const { country = brands[0]?.country ?? "", subdivision = "", name = "", brand_id = null } = calendar ?? {};
  return { name, brand_id: brand_id ?? "", plan: { timezone, week, own_days, country, subdivision } };
}

function zones(kept: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(kept) ? known : [kept, ...known];
}

function countries(places: Record<string, string[]>): [string, string][] {
  return Object.keys(places)
    .map((code): [string, string] => [code, nameOf("region", code)])
    .toSorted((one, other) => one[1].localeCompare(other[1]));
}
