import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Rule, RuleBody } from "~/client/contract/automation";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { Chip } from "~/kit/Chip";
import { useDoing } from "~/kit/deed";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { Section } from "~/kit/Section";
import { useForm } from "~/kit/useForm";
import { useSettled } from "~/kit/useSettled";
import { ActionList } from "~/rooms/automation/ActionList";
import { asSent, isDone } from "~/rooms/automation/actions";
import { ConditionGroup } from "~/rooms/automation/ConditionGroup";
import { DryRunPanel } from "~/rooms/automation/DryRunPanel";
import { asGroup, isWhole } from "~/rooms/automation/leaves";
import type { Lexicon } from "~/rooms/automation/lexicon";
import { findingsQuery, rulesQuery } from "~/rooms/automation/queries";
import { RuleHistory } from "~/rooms/automation/RuleHistory";
import { RunTable } from "~/rooms/automation/RunTable";
import { findingWords, refusedWords, ruleWords } from "~/rooms/automation/ruleWords";
import { TriggerFields } from "~/rooms/automation/TriggerFields";
import { useOpenCase } from "./useOpenCase";

const NEW: RuleBody = { when: { kind: "message_received" }, given: { is: "all", of: [{ is: "text", words: [] }] }, then: [{ do: "priority", priority: 1 }] };

/** One rule: when, if, then; what to know of it, what it would have matched, what it did. */
export function RulePage({ rule, lexicon }: { rule: Rule | null; lexicon: Lexicon }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const openCase = useOpenCase();
  const { perform } = useDoing();
  const [blank] = useState<{ name: string; body: RuleBody }>({ name: "", body: NEW });
  const openRule = (id: string) => void navigate({ to: "/admin/$section/$item", params: { section: "rules", item: id } });
  const refresh = () => cache.invalidateQueries({ queryKey: ["automation"] });
  const form = useForm(rule ? { name: rule.name, body: rule.body } : blank, async ({ name, body }) => {
    const sent = sentOf(body);
    const saved = rule
      ? await call("PUT /automation/rules/{id}", { path: { id: rule.id }, body: { version: rule.version, name, body: sent } })
      : await call("POST /automation/rules", { body: { name, body: sent } });
    await refresh();
    if (!rule) void navigate({ to: "/admin/$section/$item", params: { section: "rules", item: saved.id }, ignoreBlocker: true });
  });
  const { name, body } = form.values;
  const set = (part: Partial<RuleBody>) => form.set({ body: { ...body, ...part } });
  const whole = canBeAsked(body);
  const settled = useSettled(body);
  const findings = useQuery({ ...findingsQuery(rule?.id ?? null, sentOf(settled)), enabled: whole && canBeAsked(settled) });
  const turn = (one: Rule, state: Rule["state"]) =>
    perform({
      said: state === "active" ? t`Regla encendida: ${one.name}` : t`Regla apagada: ${one.name}`,
      run: () => call("POST /automation/rules/{id}/state", { path: { id: one.id }, body: { state } }),
      undo: () => call("POST /automation/rules/{id}/state", { path: { id: one.id }, body: { state: one.state } }),
      then: () => void refresh(),
    });
  const retire = (one: Rule) =>
    perform({
      said: t`Regla quitada: ${one.name}`,
      run: () => call("DELETE /automation/rules/{id}", { path: { id: one.id } }),
      undo: () => call("POST /automation/rules/{id}/restore", { path: { id: one.id }, body: {} }),
      then: () => void cache.invalidateQueries({ queryKey: rulesQuery.queryKey }),
    }).then((done) => done && void navigate({ to: "/admin/$section", params: { section: "rules" } }));
  return (
    <Page
      wide
      title={rule ? rule.name : t`Nueva regla`}
      lede={whole ? ruleWords(body, lexicon) : t`Cuando ocurre algo, si se cumple una condición, entonces se hace.`}
      deeds={
        rule ? (
          <>
            <Chip tone="line">{rule.state === "active" ? t`encendida` : rule.state === "draft" ? t`borrador` : t`apagada`}</Chip>
            <Button onClick={() => void retire(rule)}>{t`Quitar`}</Button>
            <Button look="main" disabled={form.dirty} onClick={() => void turn(rule, rule.state === "active" ? "off" : "active")}>
              {rule.state === "active" ? t`Apagar` : t`Encender`}
            </Button>
          </>
        ) : null
      }
    >
      <Refusal />
      {findings.error ? <Notice tone="approaching">{refusedWords(findings.error)}</Notice> : null}
      {findings.data?.map((one) => (
        <Notice
          key={`${one.code}${one.other ?? ""}`}
          tone="approaching"
          deed={one.other ? <Button look="bare" onClick={() => openRule(one.other ?? "")}>{t`Abrir «${one.other_name}»`}</Button> : null}
        >
          {findingWords(one)}
        </Notice>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <Section title={t`Cómo se llama`}>
          <Field label={t`Nombre`} required maxLength={120} value={name} onChange={(event) => form.set({ name: event.target.value })} />
        </Section>
        <Section title={t`Cuándo`} hint={t`Lo que ocurre y hace que se la pregunte.`}>
          <TriggerFields when={body.when} lexicon={lexicon} onChange={(when) => set({ when })} />
        </Section>
        <Section title={t`Si`} hint={t`Sin condiciones, vale siempre. Lo que no se conoce no cumple ninguna.`}>
          <ConditionGroup group={asGroup(body.given)} lexicon={lexicon} onChange={(given) => set({ given })} />
        </Section>
        <Section title={t`Entonces`} hint={t`En este orden. Un paso que no se puede hacer no impide los demás, y queda en el registro.`}>
          <ActionList actions={body.then} lexicon={lexicon} onChange={(then) => set({ then })} />
          <Checkbox
            label={t`Después de esta, no preguntar a las demás`}
            checked={body.stop ?? false}
            onChange={(event) => set({ stop: event.target.checked })}
          />
        </Section>
        {whole ? null : <Notice tone="plain">{t`Falta completar alguna condición o algún paso.`}</Notice>}
        <FormFoot form={form} deed={rule ? t`Guardar` : t`Crear como borrador`} />
      </form>
      <Section stacked title={t`Prueba`} hint={t`Con los hechos registrados, del más nuevo al más viejo.`}>
        <DryRunPanel body={sentOf(body)} disabled={!whole} onOpen={openCase} />
      </Section>
      {rule ? (
        <>
          <Section stacked title={t`Lo que hizo`}>
            <RunTable source={rule.id} onOpen={openCase} />
          </Section>
          <RuleHistory rule={rule} lexicon={lexicon} onTake={(old) => form.set({ body: old })} />
        </>
      ) : null}
    </Page>
  );
}

function canBeAsked(body: RuleBody): boolean {
  return body.then.length > 0 && body.then.every(isDone) && isWhole(asGroup(body.given));
}

function sentOf(body: RuleBody): RuleBody {
  return { ...body, then: body.then.map(asSent) };
}
