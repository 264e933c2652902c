import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { AttributeDefinition } from "~/client/contract/words";
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
import { BASES, GUARDS, KINDS } from "~/rooms/contacts/definitionWords";
import { attributesQuery } from "~/rooms/contacts/firmQueries";
import { PURPOSES } from "~/rooms/contacts/purposeWords";

type Values = Omit<AttributeDefinition, "id" | "kept" | "retired_at">;

const NEW: Values = {
  key: "",
  names: { es: "", en: "", pt: "" },
  kind: "text",
  choices: [],
  purpose: "service",
  legal_basis: "contract",
  retention_days: 365,
  sensitive: false,
  seen_with: "contacts.read",
  edited_with: "contacts.write",
  position: 0,
  needed_to_resolve: false,
};

/** One attribute: what it is, why it may be kept, for how long, and who sees it. */
export function AttributeEditor({ attribute }: { attribute: AttributeDefinition | null }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { perform } = useDoing();
  const refresh = () => cache.invalidateQueries({ queryKey: attributesQuery.queryKey });
  const [blank] = useState(NEW);
  const form = useForm<Values>(attribute ? valuesOf(attribute) : blank, async (typed) => {
    const said = { ...typed, choices: typed.choices.map((one) => one.trim()).filter(Boolean) };
    const saved = attribute
      ? await call("PUT /contact-attributes/{id}", { path: { id: attribute.id }, body: said })
      : await call("POST /contact-attributes", { body: said });
    await refresh();
    if (!attribute) void navigate({ to: "/admin/$section/$item", params: { section: "attributes", item: saved.id }, ignoreBlocker: true });
  });
  const { values, set } = form;
  const turn = (one: AttributeDefinition) => {
    const path = { id: one.id };
    const away = () => call("POST /contact-attributes/{id}/retire", { path, body: {} });
    const back = () => call("POST /contact-attributes/{id}/restore", { path, body: {} });
    const name = one.names.es ?? one.key;
    return perform({
      said: one.retired_at ? t`Dato en uso otra vez: ${name}` : t`Dato retirado: ${name}`,
      run: one.retired_at ? back : away,
      undo: one.retired_at ? away : back,
      then: () => void refresh(),
    });
  };
  return (
    <Page
      title={attribute ? (attribute.names[i18n.locale] ?? attribute.names.es ?? attribute.key) : t`Nuevo dato`}
      lede={attribute ? t`Clave: ${attribute.key}. La clave y el tipo no cambian.` : t`Solo lo que hace falta para un caso concreto.`}
      deeds={attribute ? <Button onClick={() => void turn(attribute)}>{attribute.retired_at ? t`Volver a usar` : t`Retirar`}</Button> : null}
    >
      <Refusal />
      {attribute?.retired_at ? <Notice>{t`Está retirado: no se pide más. Lo guardado se borra cuando termina su plazo.`}</Notice> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <Section title={t`Qué es`}>
          {attribute ? null : (
            <>
              <Field
                label={t`Clave`}
                required
                maxLength={48}
                pattern="[a-z][a-z0-9_]*"
                hint={t`Minúsculas y guion bajo: así lo nombran los sistemas.`}
                value={values.key}
                onChange={(event) => set({ key: event.target.value })}
              />
              <Select
                label={t`Tipo`}
                value={values.kind}
                onChange={(event) => set({ kind: event.target.value as Values["kind"], choices: [] })}
              >
                {(Object.keys(KINDS) as Values["kind"][]).map((kind) => (
                  <option key={kind} value={kind}>
                    {KINDS[kind]()}
                  </option>
                ))}
              </Select>
            </>
          )}
          {["es", "en", "pt"].map((code) => (
            <Field
              key={code}
              label={t`Nombre en ${nameOf("language", code).toLocaleLowerCase()}`}
              lang={code}
              required={code === "es"}
              maxLength={80}
              value={values.names[code] ?? ""}
              onChange={(event) => set({ names: { ...values.names, [code]: event.target.value } })}
            />
          ))}
          {values.kind === "choice" ? (
            <TextArea
              label={t`Opciones, una por línea`}
              rows={4}
              required
              value={values.choices.join("\n")}
              onChange={(event) => set({ choices: event.target.value.split("\n") })}
            />
          ) : null}
        </Section>
        <Section title={t`Por qué se puede guardar`} hint={t`Con base en el consentimiento, solo se guarda de quien dijo que sí; si se retira, se borra.`}>
          <Select label={t`Para qué`} value={values.purpose} onChange={(event) => set({ purpose: event.target.value })}>
            {Object.entries(PURPOSES).map(([code, words]) => (
              <option key={code} value={code}>
                {words()}
              </option>
            ))}
          </Select>
          <Select
            label={t`Base legal`}
            value={values.legal_basis}
            onChange={(event) => set({ legal_basis: event.target.value as Values["legal_basis"] })}
          >
            {(Object.keys(BASES) as Values["legal_basis"][]).map((basis) => (
              <option key={basis} value={basis}>
                {BASES[basis]()}
              </option>
            ))}
          </Select>
          <Field
            label={t`Días que se guarda`}
            type="number"
            min={1}
            max={36_500}
            hint={t`Desde que se anota. Vacío: mientras exista el contacto. Acortarlo alcanza a lo ya guardado.`}
            value={values.retention_days ?? ""}
            onChange={(event) => set({ retention_days: event.target.value ? Number(event.target.value) : null })}
          />
        </Section>
        <Section title={t`Quién lo ve`}>
          <Checkbox
            label={t`Es un dato sensible`}
            hint={t`Salud, origen, creencias, biometría: pide más cuidado y menos ojos.`}
            checked={values.sensitive}
            onChange={(event) => set({ sensitive: event.target.checked })}
          />
          <Guard label={t`Lo ve`} value={values.seen_with} onChange={(seen_with) => set({ seen_with })} />
          <Guard label={t`Lo cambia`} value={values.edited_with} onChange={(edited_with) => set({ edited_with })} />
        </Section>
        <Section title={t`Cuándo se pide`}>
          <Checkbox
            label={t`Hace falta para resolver`}
            hint={t`Quien resuelve un caso lo anota antes, si puede cambiarlo. No se pide cuando el contacto no consintió, ni a reglas o cierres automáticos.`}
            checked={values.needed_to_resolve}
            onChange={(event) => set({ needed_to_resolve: event.target.checked })}
          />
        </Section>
        <FormFoot form={form} deed={attribute ? t`Guardar` : t`Crear dato`} />
      </form>
    </Page>
  );
}

function Guard({ label, value, onChange }: { label: string; value: string; onChange: (verb: string) => void }) {
  return (
    <Select label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {Object.entries(GUARDS).map(([verb, words]) => (
        <option key={verb} value={verb}>
          {words()}
        </option>
      ))}
    </Select>
  );
}

function valuesOf({ id: _id, kept: _kept, retired_at: _retired, ...said }: AttributeDefinition): Values {
  return said;
}
