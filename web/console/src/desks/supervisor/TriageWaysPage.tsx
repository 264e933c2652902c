import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { TriageWay } from "~/client/contract/triage";
import { call } from "~/client/http";
import { Checkbox } from "~/kit/Checkbox";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { Stack } from "~/kit/Stack";
import { useForm } from "~/kit/useForm";
import { teamsQuery } from "~/rooms/cases/queries";
import { type BrandWay, waysQuery } from "~/rooms/intelligence/triage/queries";
import { asideReasonWords } from "./asideReasonWords";

const THRESHOLDS = ["spam", "troll", "no_engagement"] as const;

/** How sure each brand must be to set aside by itself, and what it does with provocations. */
export function TriageWaysPage() {
  const query = useQuery(waysQuery);
  return (
    <Page title={t`Qué se aparta solo`} lede={t`Cada marca dice desde qué certeza se aparta un mensaje sin que nadie lo mire, y qué hace con las provocaciones. Nada se borra.`}>
      <Loaded query={query} rows={4}>
        {(found) => (
          <>
            {found.map((one) => (
              <Section key={one.brand_id} title={one.brand}>
                <WayForm kept={one} />
              </Section>
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function WayForm({ kept }: { kept: BrandWay }) {
  const cache = useQueryClient();
  const teams = useQuery(teamsQuery);
  const { brand_id: id, brand: _, ...way } = kept;
  const form = useForm<TriageWay>(way, async (values) => cache.setQueryData(waysQuery.queryKey, await call("PUT /triage/ways/{id}", { path: { id }, body: values })));
  const { values, set } = form;
  return (
    <Stack onSubmit={() => void form.save()}>
      <Checkbox label={t`Apartar solo lo que no pide respuesta`} checked={values.active} onChange={(event) => set({ active: event.target.checked })} />
      {values.active ? (
        <>
          {THRESHOLDS.map((reason) => (
            <Field
              key={reason}
              label={t`Certeza para apartar: ${asideReasonWords(reason)} (%)`}
              hint={reason === "no_engagement" ? t`Solo en público: en privado, un saludo es como empieza una conversación.` : undefined}
              type="number"
              min={50}
              max={100}
              step={0.5}
              value={Math.round(values[reason] * 1000) / 10}
              onChange={(event) => set({ [reason]: Number(event.target.value) / 100 })}
            />
          ))}
          <Field label={t`Parte que se revisa, al azar (%)`} type="number" min={0} max={100} step={1} value={Math.round(values.sample * 1000) / 10} onChange={(event) => set({ sample: Number(event.target.value) / 100 })} />
          <Select label={t`Con las provocaciones`} value={values.trolls} onChange={(event) => set({ trolls: event.target.value as TriageWay["trolls"] })}>
            <option value="silence">{t`Apartarlas en silencio`}</option>
            <option value="hide">{t`Ocultarlas donde el canal deja`}</option>
            <option value="reply">{t`Responder una sola vez`}</option>
            <option value="escalate">{t`Darlas a un equipo, sin promesas`}</option>
          </Select>
          {values.trolls === "reply" ? (
            <>
              <Field label={t`La única respuesta`} required value={values.reply} error={form.errorOf("reply") ? t`Escribe qué se responde.` : undefined} onChange={(event) => set({ reply: event.target.value })} />
              <Field label={t`No repetirla a la misma persona en (días)`} type="number" min={1} max={365} value={values.reply_days} onChange={(event) => set({ reply_days: Number(event.target.value) })} />
            </>
          ) : null}
          {values.trolls === "escalate" ? (
            <Select label={t`Equipo`} value={values.team_id ?? ""} required onChange={(event) => set({ team_id: event.target.value || null })}>
              <option value="">{t`elige un equipo`}</option>
              {(teams.data ?? []).map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
          ) : null}
        </>
      ) : null}
      <FormFoot form={form} />
    </Stack>
  );
}
