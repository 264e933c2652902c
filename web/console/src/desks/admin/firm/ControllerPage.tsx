import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Controller } from "~/client/contract/firm";
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
import { controllersQuery } from "~/rooms/brands/brandQueries";
import { placesQuery } from "~/rooms/brands/queries";

/** Who legally answers for the data of brands. */
export function ControllerPage({ controller }: { controller: Controller | null }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { perform } = useDoing();
  const countries = Object.keys(useQuery(placesQuery).data ?? {});
  const [blank] = useState({ legal_name: "", country: "AR", contact: "", address: "" });
  const refresh = () => cache.invalidateQueries({ queryKey: controllersQuery.queryKey });
  const { legal_name, country, contact, address } = controller ?? blank;
  const form = useForm(controller ? { legal_name, country, contact, address } : blank, async (body) => {
    const saved = controller
      ? await call("PUT /controllers/{id}", { path: { id: controller.id }, body })
      : await call("POST /controllers", { body });
    await refresh();
    if (!controller) void navigate({ to: "/admin/$section/$item", params: { section: "brands", item: saved.id }, ignoreBlocker: true });
  });
  const { values, set } = form;
  const retire = (one: Controller) => {
    const path = { id: one.id };
    const away = () => call("POST /controllers/{id}/retire", { path, body: {} });
    const back = () => call("POST /controllers/{id}/restore", { path, body: {} });
    return perform({
      said: one.retired_at ? t`Responsable en uso otra vez: ${one.legal_name}` : t`Responsable retirado: ${one.legal_name}`,
      run: one.retired_at ? back : away,
      undo: one.retired_at ? away : back,
      then: () => void refresh(),
    });
  };
  return (
    <Page
      title={controller ? controller.legal_name : t`Nuevo responsable`}
      lede={t`A su nombre se piden los consentimientos y se atienden los derechos de las personas.`}
      deeds={
        controller ? <Button onClick={() => void retire(controller)}>{controller.retired_at ? t`Volver a usar` : t`Retirar`}</Button> : null
      }
    >
      <Refusal />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <Section title={t`Quién es`}>
          <Field
            label={t`Nombre legal`}
            required
            maxLength={160}
            value={values.legal_name}
            onChange={(event) => set({ legal_name: event.target.value })}
          />
          <Select label={t`Jurisdicción`} value={values.country} onChange={(event) => set({ country: event.target.value })}>
            {[...new Set([values.country, ...countries])]
              .map((code): [string, string] => [code, nameOf("region", code)])
              .toSorted((one, other) => one[1].localeCompare(other[1]))
              .map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </Select>
        </Section>
        <Section title={t`Dónde ejercer los derechos`} hint={t`Acceder, corregir, borrar, oponerse: las personas escriben aquí.`}>
          <Field
            label={t`Correo o página`}
            maxLength={200}
            value={values.contact}
            onChange={(event) => set({ contact: event.target.value })}
          />
          <Field label={t`Domicilio`} maxLength={300} value={values.address} onChange={(event) => set({ address: event.target.value })} />
        </Section>
        <FormFoot form={form} deed={controller ? t`Guardar` : t`Crear responsable`} />
      </form>
    </Page>
  );
}
