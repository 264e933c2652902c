import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Setup } from "~/client/contract/setup";
import { call, Refused } from "~/client/http";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { nameOf } from "~/kit/formats";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { placesQuery, setupQuery } from "./queries";
import { StepFoot } from "./StepFoot";

const LANGUAGES = ["es", "en", "pt"];

/** Who speaks to the public, and from where: the country brings usual hours and public holidays. */
export function BrandStep({ setup, onNext }: { setup: Setup; onNext: () => void }) {
  const cache = useQueryClient();
  const places = useQuery(placesQuery).data ?? [];
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const home = places.find((one) => one.timezones.includes(here))?.country ?? "";
  const [changed, setChanged] = useState<Partial<Said>>({});
  const kept: Said = setup.brand ?? { name: "", legal_name: "", country: home, timezone: here, locale: i18n.locale };
  const said = { ...kept, ...changed };
  const zones = places.find((one) => one.country === said.country)?.timezones ?? [said.timezone];
  const timezone = zones.includes(said.timezone) ? said.timezone : (zones[0] ?? said.timezone);
  const save = useMutation({
    mutationFn: () =>
      call("PUT /setup/brand", {
        body: { name: said.name, legal_name: said.legal_name || said.name, country: said.country, timezone, locale: said.locale },
      }),
    onSuccess: (now) => {
      cache.setQueryData(setupQuery.queryKey, now);
      onNext();
    },
  });
  const countries = places.map((one) => ({ code: one.country, name: nameOf("region", one.country) }));
  return (
    <Page title={t`La marca`} lede={t`Es quien habla con la gente. El país trae su horario habitual y sus feriados; después se pueden agregar más marcas.`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Section title={t`Quién habla`}>
          <Field label={t`Nombre de la marca`} required maxLength={200} autoFocus value={said.name} onChange={(event) => setChanged({ ...changed, name: event.target.value })} />
          <Field
            label={t`Razón social`}
            hint={t`Responde ante la ley por los datos de los contactos. Vacía: la misma de la marca.`}
            maxLength={200}
            value={said.legal_name}
            onChange={(event) => setChanged({ ...changed, legal_name: event.target.value })}
          />
          <Select label={t`Idioma en que atiende`} value={said.locale.slice(0, 2)} onChange={(event) => setChanged({ ...changed, locale: event.target.value })}>
            {LANGUAGES.map((code) => (
              <option key={code} value={code}>
                {nameOf("language", code)}
              </option>
            ))}
          </Select>
        </Section>
        <Section title={t`Desde dónde`} hint={t`De aquí salen el horario, los feriados y cómo se leen los teléfonos.`}>
          <Select label={t`País`} required value={said.country} onChange={(event) => setChanged({ ...changed, country: event.target.value })}>
            <option value="">{t`Elegir país`}</option>
            {countries
              .sort((one, other) => one.name.localeCompare(other.name, i18n.locale))
              .map((one) => (
                <option key={one.code} value={one.code}>
                  {one.name}
                </option>
              ))}
          </Select>
          {zones.length > 1 ? (
            <Select label={t`Huso horario`} value={timezone} onChange={(event) => setChanged({ ...changed, timezone: event.target.value })}>
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone.split("/").slice(1).join(", ").replaceAll("_", " ") || zone}
                </option>
              ))}
            </Select>
          ) : null}
        </Section>
        <StepFoot deed={setup.brand ? t`Guardar y seguir` : t`Crear la marca y seguir`} busy={save.isPending} disabled={!said.name.trim() || !said.country}>
          {save.error ? <Failing what={t`No se guardó`} why={wordsOf(save.error)} /> : null}
        </StepFoot>
      </form>
    </Page>
  );
}

type Said = { name: string; legal_name: string; country: string; timezone: string; locale: string };

function wordsOf(error: unknown): string {
  return error instanceof Refused && error.problem.code === "name_taken" ? t`Ya hay una marca con ese nombre. Elegir otro.` : problemWords(error);
}
