import { t } from "@lingui/core/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { AgentCapacity, Skill } from "~/client/contract/routing";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import css from "../firm/Fields.module.css";
import { channelWords } from "~/rooms/channels/channelWords";
import { accountsQuery } from "~/rooms/channels/queries";
import { UNITS } from "./units";

/** What one person can hold and do. Less than they hold now is accepted: they keep it, and get nothing new meanwhile. */
export function CapacityPanel({ one, skills, onSaved, onClose }: Props) {
  const form = useId();
  const accounts = useQuery(accountsQuery).data ?? [];
  const channels = [...new Set([...accounts.map((each) => each.channel), ...Object.keys(one.limits)])];
  const [live, setLive] = useState(one.live / UNITS);
  const [deferred, setDeferred] = useState(one.deferred / UNITS);
  const [limits, setLimits] = useState<Record<string, number>>(one.limits);
  const [levels, setLevels] = useState<Record<string, number>>(one.skills);
  const beyond = Object.entries(limits).some(([channel, most]) => (one.held[channel] ?? 0) > most);
  const lower = beyond || live * UNITS < one.live_load || deferred * UNITS < one.deferred_load;
  const save = useMutation({
    mutationFn: async () => {
      const path = { id: one.user_id };
      await call("PUT /routing/agents/{id}/capacity", { path, body: { live: Math.round(live * UNITS), deferred: Math.round(deferred * UNITS), limits } });
      await call("PUT /routing/agents/{id}/skills", { path, body: { levels } });
    },
    onSuccess: () => {
      onSaved();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const limit = (channel: string, most: number) =>
    setLimits((old) => {
      const { [channel]: _, ...rest } = old;
      return Number.isNaN(most) ? rest : { ...rest, [channel]: most };
    });
  const level = (skill: string, value: number) =>
    setLevels((old) => {
      const { [skill]: _, ...rest } = old;
      return value ? { ...rest, [skill]: value } : rest;
    });
  return (
    <Dialog
      title={t`Capacidad de ${one.name}`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={save.isPending}>
            {t`Guardar`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        <div className={css.grid}>
          <Field label={t`Casos en vivo a la vez`} type="number" min={0} max={100} value={live} onChange={(event) => setLive(event.target.valueAsNumber || 0)} />
          <Field label={t`Casos diferidos a la vez`} type="number" min={0} max={100} value={deferred} onChange={(event) => setDeferred(event.target.valueAsNumber || 0)} />
        </div>
        {lower ? <Notice tone="approaching">{t`Tiene más que eso ahora. No se le quita nada, y no recibe casos nuevos hasta que haya lugar.`}</Notice> : null}
        <fieldset className={css.form}>
          <legend>{t`Tope por canal, si hace falta`}</legend>
          <div className={css.grid}>
            {channels.map((channel) => (
              <Field
                key={channel}
                label={channelWords(channel)}
                type="number"
                min={0}
                max={100}
                placeholder={t`sin tope`}
                value={limits[channel] ?? ""}
                onChange={(event) => limit(channel, event.target.valueAsNumber)}
              />
            ))}
          </div>
        </fieldset>
        {skills.length > 0 ? (
          <fieldset className={css.form}>
            <legend>{t`Habilidades y su nivel`}</legend>
            <div className={css.grid}>
              {skills.map((skill) => (
                <Select key={skill.id} label={skill.name} value={levels[skill.id] ?? 0} onChange={(event) => level(skill.id, Number(event.target.value))}>
                  <option value={0}>{t`no la tiene`}</option>
                  {[1, 2, 3, 4, 5].map((each) => (
                    <option key={each} value={each}>
                      {each}
                    </option>
                  ))}
                </Select>
              ))}
            </div>
          </fieldset>
        ) : null}
        {save.error ? <Failing what={t`No se guardó`} why={problemWords(save.error)} /> : null}
      </form>
    </Dialog>
  );
}

interface Props {
  one: AgentCapacity;
  skills: readonly Skill[];
  onSaved: () => void;
  onClose: () => void;
}
