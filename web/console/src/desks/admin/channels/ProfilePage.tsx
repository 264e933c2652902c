import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ProfileLanguage, ProfileView } from "~/client/contract/profile";
import { call } from "~/client/http";
import { FormFoot } from "~/kit/FormFoot";
import { Loaded } from "~/kit/Loaded";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { TextArea } from "~/kit/TextArea";
import { useForm } from "~/kit/useForm";
import { useSettled } from "~/kit/useSettled";
import { useMay } from "~/rooms/access/useMay";
import { languageWords } from "~/rooms/channels/languageWords";
import { profileQuery } from "~/rooms/channels/profileQueries";
import { saidWords } from "~/rooms/channels/saidWords";
import { EntryFields } from "./EntryFields";
import { ProfilePhone } from "./ProfilePhone";
import css from "./ProfilePage.module.css";
import { ProfileStanding } from "./ProfileStanding";

const LANGUAGES: ProfileLanguage[] = ["es", "en", "pt"];

/** What people meet before they write to one account: written, checked against the manuals, seen as on their telephone. */
export function ProfilePage({ id }: { id: string }) {
  return <Loaded query={useQuery(profileQuery(id))}>{(view) => <Shown view={view} />}</Loaded>;
}

function Shown({ view }: { view: ProfileView }) {
  const cache = useQueryClient();
  const may = useMay()("channels.manage");
  const { limits } = view;
  const path = { id: view.account_id };
  const keep = (said: ProfileView) => cache.setQueryData(profileQuery(view.account_id).queryKey, said);
  const kept = { language: view.profile.language ?? ("es" as const), greeting: view.profile.greeting ?? {}, menu: view.profile.menu ?? [], openers: view.profile.openers ?? [] };
  const form = useForm(kept, (profile) => call("PUT /channels/accounts/{id}/profile", { path, body: { profile, version: view.version } }).then(keep));
  const look = useMutation({ mutationFn: () => call("POST /channels/accounts/{id}/profile/look", { path, body: {} }), onSuccess: keep });
  const [language, setLanguage] = useState<ProfileLanguage>(kept.language);
  const settled = useSettled(JSON.stringify(form.values));
  const check = useQuery({
    queryKey: ["channel-profile-check", view.account_id, settled],
    queryFn: ({ signal }) => call("POST /channels/accounts/{id}/profile/check", { path, body: { profile: JSON.parse(settled) as typeof kept }, signal }),
    enabled: may,
    placeholderData: (before) => before,
  });
  const said = form.dirty || view.version > 0 ? (check.data?.complaints ?? []) : [];
  const spoken = limits.languages ? LANGUAGES : [form.values.language];
  return (
    <Page wide title={view.name} lede={t`Lo que se ve antes de escribir`}>
      <ProfileStanding view={view} onLook={may ? () => look.mutate() : null} busy={look.isPending} />
      <div className={css.split}>
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void form.save();
          }}
        >
          <fieldset className={css.fields} disabled={!may}>
            <Select label={t`Idioma habitual`} value={form.values.language} onChange={(event) => form.set({ language: event.target.value as ProfileLanguage })}>
              {LANGUAGES.map((one) => (
                <option key={one} value={one}>
                  {languageWords(one)}
                </option>
              ))}
            </Select>
            {limits.greeting > 0 ? (
              <Section stacked title={t`Saludo`} hint={t`Para qué sirve este canal y cuándo se responde. Hasta ${limits.greeting} caracteres.`}>
                {spoken.map((one) => (
                  <TextArea
                    key={one}
                    label={t`Saludo en ${languageWords(one)}`}
                    rows={2}
                    maxLength={limits.greeting}
                    value={form.values.greeting[one] ?? ""}
                    onChange={(event) => form.set({ greeting: { ...form.values.greeting, [one]: event.target.value } })}
                  />
                ))}
              </Section>
            ) : null}
            {limits.menu > 0 ? (
              <Section
                stacked
                title={limits.commands ? t`Comandos` : t`Entradas siempre a la vista`}
                hint={limits.commands ? t`Se escriben con una barra y quedan a la vista. Hasta ${limits.menu}.` : t`Quedan a la vista en toda la conversación. Hasta ${limits.menu}.`}
              >
                <EntryFields entries={form.values.menu} most={limits.menu} longest={limits.menu_title} languages={spoken} view={view} onChange={(menu) => form.set({ menu })} />
              </Section>
            ) : null}
            {limits.openers > 0 ? (
              <Section stacked title={t`Primeras preguntas`} hint={t`Se ofrecen a quien aún no escribió. Hasta ${limits.openers}.`}>
                <EntryFields entries={form.values.openers} most={limits.openers} longest={limits.opener_title} languages={spoken} view={view} onChange={(openers) => form.set({ openers })} />
              </Section>
            ) : null}
          </fieldset>
          <div role="status" className={css.said}>
            {said.map((one) => (
              <Notice key={one.field + one.said.es} tone={one.grave ? "breached" : "approaching"}>
                {saidWords(one.said)}
              </Notice>
            ))}
            {form.dirty && check.data?.good && said.length === 0 ? <Notice>{t`Cumple lo que piden los manuales y el canal.`}</Notice> : null}
          </div>
          {may ? <FormFoot form={form} deed={t`Guardar y publicar`} /> : null}
        </form>
        <ProfilePhone profile={form.values} limits={limits} name={view.name} language={language} languages={spoken} onLanguage={setLanguage} />
      </div>
    </Page>
  );
}
