import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { BrandSettings, Controller, Voice } from "~/client/contract/firm";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { useDoing } from "~/kit/deed";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { nameOf } from "~/kit/formats";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { TextArea } from "~/kit/TextArea";
import { useForm } from "~/kit/useForm";
import { meQuery } from "~/rooms/access/queries";
import { brandsQuery } from "~/rooms/brands/brandQueries";
import { placesQuery } from "~/rooms/brands/queries";
import { ColourField } from "./ColourField";
import css from "./Fields.module.css";

const LANGUAGES = ["es", "pt", "en"];
const VOICE: [keyof Voice, () => string, () => string][] = [
  ["is_", () => t`Quiénes somos`, () => t`Cercana, concreta, con humor cuando ayuda.`],
  ["is_not", () => t`Quiénes no somos`, () => t`Ni solemne ni publicitaria.`],
  ["do", () => t`Hacer`, () => t`Decir primero qué va a pasar y cuándo.`],
  ["do_not", () => t`No hacer`, () => t`Culpar al contacto ni prometer lo que no depende de nosotros.`],
];

/** One brand: what it is called, how it looks and speaks, who answers for its data. */
export function BrandPage({ brand, controllers }: { brand: BrandSettings | null; controllers: Controller[] }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { perform } = useDoing();
  const countries = Object.keys(useQuery(placesQuery).data ?? {});
  const [blank] = useState(() => startOf(null, controllers));
  const form = useForm(brand ? startOf(brand, controllers) : blank, async (body) => {
    const saved = brand
      ? await call("PUT /brands/{id}", { path: { id: brand.id }, body })
      : await call("POST /brands", { body });
    await refresh();
    if (!brand) void navigate({ to: "/admin/$section/$item", params: { section: "brands", item: saved.id }, ignoreBlocker: true });
  });
  const refresh = async () => {
    await cache.invalidateQueries({ queryKey: brandsQuery.queryKey });
    await cache.invalidateQueries({ queryKey: meQuery.queryKey });
    await cache.invalidateQueries({ queryKey: ["calendars"] });
  };
  const { values, set } = form;
  const retire = (one: BrandSettings) =>
    perform<unknown>({
      said: one.retired_at ? t`Marca en uso otra vez: ${one.name}` : t`Marca retirada: ${one.name}`,
      run: () => call(one.retired_at ? "POST /brands/{id}/restore" : "POST /brands/{id}/retire", { path: { id: one.id }, body: {} }),
      undo: () => call(one.retired_at ? "POST /brands/{id}/retire" : "POST /brands/{id}/restore", { path: { id: one.id }, body: {} }),
      then: () => void refresh(),
    });
  return (
    <Page
      title={brand ? brand.name : t`Nueva marca`}
      lede={brand ? t`Clave: ${brand.code}. No cambia aunque cambie el nombre.` : t`Trae la semana habitual y los feriados de su país.`}
      deeds={brand ? <Button onClick={() => void retire(brand)}>{brand.retired_at ? t`Volver a usar` : t`Retirar`}</Button> : null}
    >
      <Refusal />
      {brand?.retired_at ? <Notice>{t`Está retirada: no se ofrece para nada nuevo. Sus casos y su historia siguen aquí.`}</Notice> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <Section title={t`Identidad`}>
          <Field label={t`Nombre`} required maxLength={80} value={values.name} onChange={(event) => set({ name: event.target.value })} />
          <ColourField name={values.name} colour={values.colour} onChange={(colour) => set({ colour })} />
        </Section>
        <Section title={t`Lugar e idiomas`}>
          <Select label={t`País`} value={values.country} onChange={(event) => set({ country: event.target.value })}>
            {[...new Set([values.country, ...countries])]
              .map((code): [string, string] => [code, nameOf("region", code)])
              .toSorted((one, other) => one[1].localeCompare(other[1]))
              .map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </Select>
          <Select label={t`Huso horario`} value={values.timezone} onChange={(event) => set({ timezone: event.target.value })}>
            {[...new Set([values.timezone, ...Intl.supportedValuesOf("timeZone")])].map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </Select>
          <Select label={t`Idioma principal`} value={values.locale} onChange={(event) => set({ locale: event.target.value })}>
            {[...new Set([values.locale, ...LANGUAGES])].map((code) => (
              <option key={code} value={code}>
                {nameOf("language", code)}
              </option>
            ))}
          </Select>
          <fieldset className={css.form}>
            <legend>{t`También responde en`}</legend>
            {LANGUAGES.filter((code) => code !== values.locale).map((code) => (
              <Checkbox
                key={code}
                label={nameOf("language", code)}
                checked={values.languages.includes(code)}
                onChange={(event) =>
                  set({ languages: event.target.checked ? [...values.languages, code] : values.languages.filter((one) => one !== code) })
                }
              />
            ))}
          </fieldset>
        </Section>
        <Section title={t`Responsable de los datos`} hint={t`Los contactos y sus consentimientos le pertenecen.`}>
          {controllers.length === 0 ? (
            <Notice tone="approaching">{t`Hace falta un responsable. Crearlo en la página de marcas.`}</Notice>
          ) : (
            <Select label={t`Responsable`} value={values.controller_id} onChange={(event) => set({ controller_id: event.target.value })}>
              {controllers
                .filter((one) => one.retired_at === null || one.id === values.controller_id)
                .map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.legal_name}
                  </option>
                ))}
            </Select>
          )}
          {brand && values.controller_id !== brand.controller_id ? (
            <Notice tone="approaching">{t`Las cuentas de canal que ya tiene la marca siguen con el responsable de antes. Lo nuevo queda con el elegido.`}</Notice>
          ) : null}
        </Section>
        <Section title={t`Voz`} hint={t`La leen los agentes al escribir y las sugerencias al proponer.`}>
          {VOICE.map(([part, words, example]) => (
            <TextArea
              key={part}
              label={words()}
              rows={2}
              maxLength={2000}
              placeholder={example()}
              value={values.voice[part]}
              onChange={(event) => set({ voice: { ...values.voice, [part]: event.target.value } })}
            />
          ))}
        </Section>
        <FormFoot form={form} deed={brand ? t`Guardar` : t`Crear marca`} />
      </form>
    </Page>
  );
}

function startOf(brand: BrandSettings | null, controllers: Controller[]) {
  return {
    name: brand?.name ?? "",
    locale: brand?.locale ?? "es",
    languages: brand?.languages ?? [],
    country: brand?.country ?? controllers[0]?.country ?? "AR",
    timezone: brand?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    colour: brand?.colour ?? "",
    controller_id: brand?.controller_id ?? controllers.find((one) => one.retired_at === null)?.id ?? "",
    voice: brand?.voice ?? { is_: "", is_not: "", do: "", do_not: "" },
  };
}
