import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Action, Macro } from "~/client/contract/automation";
import { call } from "~/client/http";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { useForm } from "~/kit/useForm";
import { meQuery } from "~/rooms/access/queries";
import { ActionList } from "~/rooms/automation/ActionList";
import { asSent, isDone } from "~/rooms/automation/actions";
import type { Lexicon } from "~/rooms/automation/lexicon";

interface Values {
  name: string;
  then: Action[];
  own: boolean;
  team_id: string | null;
}

const MINE = "own";
const ALL = "all";

/** One macro: its steps, and who has it. */
export function MacroPage({ macro, lexicon }: { macro: Macro | null; lexicon: Lexicon }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const verbs = useQuery(meQuery).data?.verbs ?? [];
  const [blank] = useState<Values>({ name: "", then: [{ do: "tag", tag_id: "" }], own: true, team_id: null });
  const form = useForm<Values>(macro ? { name: macro.name, then: macro.then, own: macro.own, team_id: macro.team_id } : blank, async (values) => {
    const body = { ...values, then: values.then.map(asSent) };
    const saved = macro
      ? await call("PUT /macros/{id}", { path: { id: macro.id }, body: { ...body, version: macro.version } })
      : await call("POST /macros", { body });
    await cache.invalidateQueries({ queryKey: ["macros"] });
    if (!macro) void navigate({ to: "/admin/$section/$item", params: { section: "macros", item: saved.id }, ignoreBlocker: true });
  });
  const { name, then, own, team_id } = form.values;
  const whole = then.length > 0 && then.every(isDone);
  const shares = verbs.includes("macros.share");
  return (
    <Page wide title={macro ? macro.name : t`Nueva macro`} lede={t`Si un paso no se puede hacer, no se hace ninguno.`}>
      <Refusal />
      {macro && !macro.editable ? <Notice tone="plain">{t`Es compartida: para cambiarla hace falta el permiso de compartir macros.`}</Notice> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <Section title={t`Cómo se llama`}>
          <Field label={t`Nombre`} required maxLength={120} value={name} onChange={(event) => form.set({ name: event.target.value })} />
        </Section>
        {shares ? (
          <Section title={t`Para quién`}>
            <Select
              label={t`La tienen`}
              value={own ? MINE : (team_id ?? ALL)}
              onChange={(event) => {
                const to = event.target.value;
                form.set({ own: to === MINE, team_id: to === MINE || to === ALL ? null : to });
              }}
            >
              <option value={MINE}>{t`Solo yo`}</option>
              <option value={ALL}>{t`Todos`}</option>
              <optgroup label={t`Equipos`}>
                {lexicon.choices.teams.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </optgroup>
            </Select>
          </Section>
        ) : null}
        <Section title={t`Pasos`} hint={t`En este orden. Cada persona necesita los permisos de cada paso.`}>
          <ActionList actions={then} lexicon={lexicon} onChange={(next) => form.set({ then: next })} />
        </Section>
        {whole ? null : <Notice tone="plain">{t`Falta completar algún paso.`}</Notice>}
        {macro && !macro.editable ? null : <FormFoot form={form} deed={macro ? t`Guardar` : t`Crear macro`} />}
      </form>
    </Page>
  );
}
