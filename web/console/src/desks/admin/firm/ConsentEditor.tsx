import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ConsentText } from "~/client/contract/firm";
import { call } from "~/client/http";
import { type Column, DataTable } from "~/kit/DataTable";
import { FormFoot } from "~/kit/FormFoot";
import { count, exactMoment, nameOf } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { TextArea } from "~/kit/TextArea";
import { useForm } from "~/kit/useForm";
import { consentTextsQuery, textVersionsQuery } from "~/rooms/contacts/firmQueries";
import { PURPOSES, purposeWords } from "~/rooms/contacts/purposeWords";
import { ReadabilityNote } from "~/rooms/contacts/ReadabilityNote";
import css from "./CannedTexts.module.css";
import fields from "./Fields.module.css";

const LANGUAGES = ["es", "pt", "en"];

/** One text of consent: written with its readability beside it, as the contact will see it, with its versions. */
export function ConsentEditor({ text, controllers }: { text: ConsentText | null; controllers: { id: string; name: string }[] }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [blank] = useState({ controller_id: controllers[0]?.id ?? "", purpose: "service", locale: "es", body: "" });
  const kept = text ? { controller_id: text.controller_id, purpose: text.purpose, locale: text.locale, body: text.body } : blank;
  const form = useForm(kept, async (body) => {
    const made = await call("POST /consent-texts", { body });
    await cache.invalidateQueries({ queryKey: consentTextsQuery.queryKey });
    if (!text) {
      const item = `${made.controller_id}.${made.purpose}.${made.locale}`;
      void navigate({ to: "/admin/$section/$item", params: { section: "consent-texts", item }, ignoreBlocker: true });
    }
  });
  const { values, set } = form;
  const language = text ? nameOf("language", text.locale) : "";
  return (
    <Page
      title={text ? purposeWords(text.purpose) : t`Nuevo texto`}
      lede={text ? t`${language}, versión ${text.version}. Publicar hace la siguiente.` : t`Una idea por oración; qué se hace, y cómo decir que no.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        {text ? null : (
          <Section title={t`Para qué y para quién`}>
            <div className={fields.grid}>
              <Select label={t`Para qué`} value={values.purpose} onChange={(event) => set({ purpose: event.target.value })}>
                {Object.entries(PURPOSES).map(([code, words]) => (
                  <option key={code} value={code}>
                    {words()}
                  </option>
                ))}
              </Select>
              <Select label={t`Idioma`} value={values.locale} onChange={(event) => set({ locale: event.target.value })}>
                {LANGUAGES.map((code) => (
                  <option key={code} value={code}>
                    {nameOf("language", code)}
                  </option>
                ))}
              </Select>
              <Select label={t`De quién`} value={values.controller_id} onChange={(event) => set({ controller_id: event.target.value })}>
                {controllers.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Select>
            </div>
          </Section>
        )}
        <Section stacked title={t`Texto`}>
          <TextArea
            label={t`Lo que lee el contacto`}
            lang={values.locale}
            rows={6}
            required
            maxLength={4000}
            value={values.body}
            onChange={(event) => set({ body: event.target.value })}
          />
          <ReadabilityNote body={values.body} locale={values.locale} />
        </Section>
        <Section stacked title={t`Vista previa`}>
          <div className={css.preview} lang={values.locale}>
            {values.body || t`Aquí se ve como llega a la conversación.`}
          </div>
        </Section>
        <FormFoot form={form} deed={t`Publicar versión`} />
      </form>
      {text ? <Versions text={text} /> : null}
    </Page>
  );
}

function Versions({ text }: { text: ConsentText }) {
  const query = useQuery(textVersionsQuery(text.controller_id, text.purpose, text.locale));
  return (
    <Section stacked title={t`Versiones`} hint={t`Quien aceptó una versión aceptó esas palabras: no cambian.`}>
      <Loaded query={query} rows={2}>
        {(versions) => <DataTable dense label={t`Versiones`} columns={columns()} rows={versions} keyOf={(one) => one.id} />}
      </Loaded>
    </Section>
  );
}

function columns(): Column<ConsentText>[] {
  return [
    { id: "version", head: t`Versión`, cell: (one) => one.version },
    { id: "from", head: t`Desde`, cell: (one) => exactMoment(one.created_at) },
    { id: "accepted", head: t`La aceptaron`, align: "end", cell: (one) => count(one.accepted) },
    { id: "body", head: t`Texto`, cell: (one) => one.body },
  ];
}
