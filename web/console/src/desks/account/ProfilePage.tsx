import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { Locale } from "~/client/contract/basics";
import type { Density, PreferencesChange, Theme } from "~/client/contract/preferences";
import { call } from "~/client/http";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { Switch } from "~/kit/Switch";
import { useForm } from "~/kit/useForm";
import { meQuery } from "~/rooms/access/queries";
import { settle } from "~/rooms/console/preferences";
import { OwnTelephone } from "./OwnTelephone";
import css from "./ProfilePage.module.css";

const LANGUAGES: [Locale, string][] = [
  ["es", "Español"],
  ["en", "English"],
  ["pt", "Português"],
];

interface Change {
  alias?: string;
  locale?: Locale;
  time_zone?: string;
}

/** How I am called, in which language the desk speaks, and which hours are mine. */
export function ProfilePage() {
  const cache = useQueryClient();
  const me = useSuspenseQuery(meQuery).data;
  const send = async (change: Change) => {
    cache.setQueryData(meQuery.queryKey, await call("PATCH /me", { body: change }));
  };
  const form = useForm({ alias: me.user.alias ?? "" }, send);
  const choose = useMutation({ mutationFn: send });
  const settled = me.preferences;
  const settling = useMutation({ mutationFn: (change: PreferencesChange) => settle(cache, change) });
  return (
    <Page title={t`Perfil`} lede={t`Cómo se presenta cada quien, y en qué idioma y a qué hora trabaja.`}>
      <Section title={t`Nombre`} hint={me.user.email}>
        <p>{me.user.name}</p>
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void form.save();
          }}
        >
          <Field
            label={t`Alias`}
            hint={t`Es el nombre que ven los contactos. Vacío: el nombre de pila.`}
            value={form.values.alias}
            maxLength={100}
            autoComplete="nickname"
            onChange={(event) => form.set({ alias: event.target.value })}
          />
          <FormFoot form={form} />
        </form>
      </Section>
      <Section title={t`Idioma y hora`} hint={t`Rigen desde que se eligen.`}>
        <Select label={t`Idioma`} value={me.locale} onChange={(event) => choose.mutate({ locale: event.target.value as Locale })}>
          {LANGUAGES.map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </Select>
        <Select label={t`Huso horario`} value={me.time_zone} onChange={(event) => choose.mutate({ time_zone: event.target.value })}>
          {zones(me.time_zone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      </Section>
      <OwnTelephone />
      <Section title={t`Apariencia`} hint={t`Rige en todos los equipos en que se abra la sesión.`}>
        <Select label={t`Tema`} value={settled.theme} onChange={(event) => settling.mutate({ theme: event.target.value as Theme })}>
          <option value="system">{t`El del sistema`}</option>
          <option value="light">{t`Claro`}</option>
          <option value="dark">{t`Oscuro`}</option>
        </Select>
        <Select label={t`Densidad`} value={settled.density} onChange={(event) => settling.mutate({ density: event.target.value as Density })}>
          <option value="normal">{t`Normal`}</option>
          <option value="compact">{t`Compacta: más casos a la vista`}</option>
          <option value="touch">{t`Para tocar: filas y botones altos`}</option>
        </Select>
      </Section>
      <Section title={t`Escritura`}>
        <Switch
          label={t`Intro envía`}
          hint={t`Mayús e Intro empieza otra línea. Apagado, envía Ctrl e Intro.`}
          on={settled.enter_sends}
          onChange={(on) => settling.mutate({ enter_sends: on })}
        />
        <Switch
          label={t`Respuestas sugeridas`}
          hint={t`Hasta tres, encima de donde se escribe, con su origen. Nunca salen solas.`}
          on={settled.suggestions}
          onChange={(on) => settling.mutate({ suggestions: on })}
        />
        <Switch
          label={t`Lo que se entendió de cada mensaje`}
          hint={t`Debajo de los mensajes: de qué tratan, cómo suenan, si urgen. Apagado, se sigue entendiendo y no se muestra.`}
          on={settled.guesses}
          onChange={(on) => settling.mutate({ guesses: on })}
        />
        {settling.isError ? (
          <Failing
            what={t`No se guardó`}
            why={problemWords(settling.error)}
            onRetry={() => settling.variables && settling.mutate(settling.variables)}
          />
        ) : null}
        {choose.isError ? (
          <Failing
            what={t`No se guardó`}
            why={problemWords(choose.error)}
            onRetry={() => choose.variables && choose.mutate(choose.variables)}
          />
        ) : null}
      </Section>
    </Page>
  );
}

/** What the browser knows, and the one that is kept even when the browser does not know it. */
function zones(kept: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(kept) ? known : [kept, ...known];
}
