import { t } from "@lingui/core/macro";
import type { Locale } from "~/client/contract/basics";
import type { PersonRow } from "~/client/contract/people";
import { call } from "~/client/http";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Select } from "~/kit/Select";
import { useForm } from "~/kit/useForm";
import css from "./Access.module.css";
import { LANGUAGES } from "./languages";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** What somebody is called and written to. */
export function PersonForm({ person, may }: { person: PersonRow; may: boolean }) {
  const { name, email, alias, locale } = person;
  const kept = { name, email, alias, locale };
  const change = useDirectoryDeed((body: Partial<typeof kept>) => call("PATCH /users/{id}", { path: { id: person.id }, body }));
  const form = useForm(kept, (values) => {
    const entries = Object.entries(values).filter(([field, value]) => value !== kept[field as keyof typeof kept]);
    return change.mutateAsync(Object.fromEntries(entries));
  });
  const { values } = form;
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <Field label={t`Nombre`} required maxLength={200} disabled={!may} value={values.name} onChange={(event) => form.set({ name: event.target.value })} />
      <Field
        label={t`Correo`}
        type="email"
        required
        disabled={!may}
        value={values.email}
        error={form.errorOf("email") ? t`Escribir una dirección completa, como ana@ejemplo.com.` : undefined}
        onChange={(event) => form.set({ email: event.target.value })}
      />
      <Field
        label={t`Alias`}
        hint={t`Es el nombre que ven los contactos. Vacío: el nombre de pila.`}
        maxLength={100}
        disabled={!may}
        value={values.alias}
        onChange={(event) => form.set({ alias: event.target.value })}
      />
      <Select label={t`Idioma`} disabled={!may} value={values.locale} onChange={(event) => form.set({ locale: event.target.value as Locale })}>
        {LANGUAGES.map(([code, words]) => (
          <option key={code} value={code} lang={code}>
            {words}
          </option>
        ))}
      </Select>
      {may ? <FormFoot form={form} /> : null}
    </form>
  );
}
