import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { OpenDay, Setup } from "~/client/contract/setup";
import { call } from "~/client/http";
import { DataTable } from "~/kit/DataTable";
import { Failing } from "~/kit/Failing";
import { longDay, longSpan } from "~/kit/formats";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { channelWords } from "~/rooms/channels/channelWords";
import { DayHours } from "./DayHours";
import css from "./HoursStep.module.css";
import { setupQuery } from "./queries";
import { StepFoot } from "./StepFoot";

/** When the brand is open, and how soon it answers: what the manuals promise, in open time. */
export function HoursStep({ setup, hours, onNext }: { setup: Setup; hours: NonNullable<Setup["hours"]>; onNext: () => void }) {
  const cache = useQueryClient();
  const [changed, setChanged] = useState<OpenDay[] | null>(null);
  const week = changed ?? hours.week;
  const save = useMutation({
    mutationFn: () => call("PUT /setup/hours", { body: { week } }),
    onSuccess: (now) => {
      cache.setQueryData(setupQuery.queryKey, now);
      onNext();
    },
  });
  const set = (place: number, day: OpenDay) => setChanged(week.map((old, at) => (at === place ? day : old)));
  const zone = hours.timezone.replaceAll("_", " ");
  const holidays = hours.holidays.length;
  return (
    <Page title={t`Horario y promesas`} lede={t`Las promesas cuentan tiempo abierto: con la tienda cerrada, el reloj espera.`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Section title={t`Horario`} hint={zone}>
          <div className={css.week}>
            {week.map((day, place) => (
              <DayHours key={place} place={place} day={day} onChange={(now) => set(place, now)} />
            ))}
          </div>
        </Section>
        <Section title={t`Feriados`} hint={t`Del país, para los doce meses que vienen. Se renuevan solos cada año.`}>
          {holidays === 0 ? (
            <p>{t`Ninguno en los próximos doce meses.`}</p>
          ) : (
            <details className={css.holidays}>
              <summary>{t`Días cerrados: ${holidays}`}</summary>
              <ul>
                {hours.holidays.map((one) => (
                  <li key={one.day}>
                    <span>{longDay(`${one.day}T12:00:00`)}</span>
                    {one.name}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </Section>
        <Section title={t`Promesas`} hint={t`Cuánto tarda como mucho la primera respuesta en cada canal, según los manuales. Se cambian en Administración.`}>
          <DataTable
            dense
            label={t`Promesas de primera respuesta`}
            rows={setup.promises}
            keyOf={(one) => one.name}
            columns={[
              { id: "name", head: t`Canal`, cell: (one) => nameOfPromise(one.name, one.channel) },
              {
                id: "within",
                head: t`Primera respuesta en`,
                align: "end",
                cell: (one) => within(one.seconds, one.always),
              },
            ]}
          />
        </Section>
        <StepFoot deed={t`Guardar y seguir`} busy={save.isPending}>
          {save.error ? <Failing what={t`No se guardó`} why={problemWords(save.error)} /> : null}
        </StepFoot>
      </form>
    </Page>
  );
}

function within(seconds: number, always: boolean): string {
  const said = longSpan(seconds * 1000);
  return always ? t`${said}, a toda hora` : said;
}

/** Where several promises are for one channel, the promise's own name tells them apart. */
function nameOfPromise(name: string, channel: string): string {
  const said = channelWords(channel);
  return said === channel || said.toLowerCase() === name.toLowerCase() || name.includes(" ") ? name : said.charAt(0).toUpperCase() + said.slice(1);
}
