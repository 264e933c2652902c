import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Policy, Terms } from "~/client/contract/promises";
import type { Brand } from "~/client/contract/who";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { useDoing } from "~/kit/deed";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { Section } from "~/kit/Section";
import { useForm } from "~/kit/useForm";
import { useSettled } from "~/kit/useSettled";
import { calendarsQuery } from "~/rooms/brands/queries";
import { channelWords } from "~/rooms/channels/channelWords";
import { EffectNotice } from "~/rooms/sla/EffectNotice";
import { ExamplePanel } from "~/rooms/sla/ExamplePanel";
import { PromisesEditor } from "~/rooms/sla/PromisesEditor";
import { effectOfTermsQuery, policiesQuery } from "~/rooms/sla/queries";
import { CountingFields } from "./CountingFields";
import { findingWords } from "./findingWords";
import { PolicyHistory } from "./PolicyHistory";
import css from "./PolicyPage.module.css";
import { ScopeFields } from "./ScopeFields";

const NEW: Terms = {
  promises: [{ target: "first_response", seconds: 3_600, pause_on: [] }],
  surface: null,
  channel: null,
  brand_id: null,
  account_id: null,
  tier: null,
  country: null,
  priority: null,
  organisation_id: null,
  flag: null,
  team_id: null,
  wall_clock: false,
  bot_counts: true,
  approach: 0.8,
  factors: {},
  locked: false,
};

interface Values {
  name: string;
  calendar_id: string | null;
  terms: Terms;
}

/** One policy, with a message worked out beside it while it is edited. */
export function PolicyPage({ policy, policies, brands }: { policy: Policy | null; policies: Policy[]; brands: Brand[] }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { perform } = useDoing();
  const calendars = useQuery(calendarsQuery).data ?? [];
  const [blank] = useState<Values>({ name: "", calendar_id: null, terms: NEW });
  const kept = policy ? { name: policy.name, calendar_id: policy.calendar_id, terms: policy.terms } : blank;
  const refresh = () => cache.invalidateQueries({ queryKey: policiesQuery.queryKey });
  const form = useForm<Values>(kept, async (body) => {
    const saved = policy
      ? await call("PUT /policies/{id}", { path: { id: policy.id }, body: { ...body, version: policy.version } })
      : await call("POST /policies", { body });
    await refresh();
    if (!policy) void navigate({ to: "/admin/$section/$item", params: { section: "policies", item: saved.id }, ignoreBlocker: true });
  });
  const { terms, calendar_id } = form.values;
  const set = (part: Partial<Terms>) => form.set({ terms: { ...terms, ...part } });
  const settled = useSettled(terms);
  const promises = settled.promises.length > 0;
  const retire = (one: Policy) =>
    perform({
      said: t`Política retirada: ${one.name}`,
      run: () => call("POST /policies/{id}/retire", { path: { id: one.id }, body: {} }),
      undo: () => call("POST /policies/{id}/restore", { path: { id: one.id }, body: {} }),
      then: () => void refresh(),
    }).then((done) => done && void navigate({ to: "/admin/$section", params: { section: "policies" } }));
  return (
    <Page
      wide
      title={policy ? policy.name : t`Nueva política`}
      lede={policy?.source ? t`Viene de los manuales (${policy.source}).` : t`Lo que no se elige vale para todo.`}
      deeds={policy ? <Button onClick={() => void retire(policy)}>{t`Retirar`}</Button> : null}
    >
      <Refusal />
      {policy?.findings.map((one) => (
        <Notice key={`${one.kind}${one.by}`} tone={one.kind === "meets" ? "plain" : "approaching"}>
          {findingWords(one, policies)}
        </Notice>
      ))}
      <div className={css.beside}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void form.save();
          }}
        >
          <Section stacked title={t`Cómo se llama`}>
            <Field
              label={t`Nombre`}
              required
              maxLength={80}
              value={form.values.name}
              onChange={(event) => form.set({ name: event.target.value })}
            />
          </Section>
          <Section stacked title={t`Para qué mensajes`} hint={t`Cuanto más se precisa, antes se la elige.`}>
            <ScopeFields terms={terms} brands={brands} onChange={set} />
          </Section>
          <Section stacked title={t`Qué se promete`} hint={t`Cada plazo se elige por separado: lo que aquí se calla lo dice una política más amplia.`}>
            <PromisesEditor promises={terms.promises} onChange={(changed) => set({ promises: changed })} />
            {terms.promises.length === 0 ? <Notice tone="approaching">{t`Hace falta al menos un plazo.`}</Notice> : null}
          </Section>
          <Section stacked title={t`Cómo se cuenta`}>
            <CountingFields
              terms={terms}
              calendarId={calendar_id}
              calendars={calendars}
              onTerms={set}
              onCalendar={(id) => form.set({ calendar_id: id })}
            />
          </Section>
          {policy && form.dirty && promises ? <EffectNotice query={effectOfTermsQuery(policy.id, settled)} /> : null}
          <FormFoot form={form} deed={policy ? t`Guardar` : t`Crear política`} />
        </form>
        {promises ? (
          <ExamplePanel
            terms={settled}
            policyId={policy?.id ?? null}
            calendarId={calendar_id}
            policies={policies}
            channelName={channelWords}
          />
        ) : null}
      </div>
      {policy ? <PolicyHistory policy={policy} onTerms={(old) => form.set({ terms: old })} /> : null}
    </Page>
  );
}
