import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowUp, Plus, X } from "lucide-react";
import type { PresenceReason } from "~/client/contract/who";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Empty } from "~/kit/Empty";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { IconButton } from "~/kit/IconButton";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Select } from "~/kit/Select";
import { useForm } from "~/kit/useForm";
import { meQuery } from "~/rooms/access/queries";
import { stateWords } from "~/rooms/workforce/presenceWords";
import { reasonsQuery } from "~/rooms/workforce/reasonsQuery";
import css from "./ReasonsPage.module.css";

type Draft = Omit<PresenceReason, "kept">;

/** The short list of reasons for not taking cases, in the words of this firm. */
export function ReasonsPage() {
  const query = useQuery(reasonsQuery);
  return (
    <Page wide title={t`Motivos de ausencia`} lede={t`Lo que cada persona elige en su estado. Un motivo que se quita queda en lo ya registrado.`}>
      <Loaded query={query}>{(reasons) => <ReasonsForm kept={reasons.filter((one) => one.kept)} taken={reasons.map((one) => one.code)} />}</Loaded>
    </Page>
  );
}

function ReasonsForm({ kept, taken }: { kept: PresenceReason[]; taken: string[] }) {
  const cache = useQueryClient();
  const form = useForm<{ reasons: Draft[] }>({ reasons: kept.map(({ code, state, names }) => ({ code, state, names })) }, async ({ reasons }) => {
    await call("PUT /presence-reasons", { body: { reasons } });
    await Promise.all([cache.invalidateQueries({ queryKey: reasonsQuery.queryKey }), cache.invalidateQueries({ queryKey: meQuery.queryKey })]);
  });
  const { reasons } = form.values;
  const change = (at: number, part: Partial<Draft>) => form.set({ reasons: reasons.map((one, place) => (place === at ? { ...one, ...part } : one)) });
  const up = (at: number) => form.set({ reasons: reasons.map((one, place) => (place === at - 1 ? (reasons[at] as Draft) : place === at ? (reasons[at - 1] as Draft) : one)) });
  const add = () => form.set({ reasons: [...reasons, { code: freeCode([...taken, ...reasons.map((one) => one.code)]), state: "away", names: { es: "", en: "", pt: "" } }] });
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      {reasons.length === 0 ? <Empty words={t`Sin motivos: quien se ausenta no dice por qué.`} /> : null}
      {reasons.map((one, at) => {
        const name = one.names.es || one.code;
        return (
          <fieldset key={one.code} className={css.reason}>
            <legend className="unseen">{name}</legend>
            <Field label={t`Español`} required maxLength={40} value={one.names.es} onChange={(event) => change(at, { names: { ...one.names, es: event.target.value } })} />
            <Field label={t`Inglés`} required maxLength={40} value={one.names.en} onChange={(event) => change(at, { names: { ...one.names, en: event.target.value } })} />
            <Field label={t`Portugués`} required maxLength={40} value={one.names.pt} onChange={(event) => change(at, { names: { ...one.names, pt: event.target.value } })} />
            <Select label={t`Cuenta como`} value={one.state} onChange={(event) => change(at, { state: event.target.value as Draft["state"] })}>
              {(["break", "away", "busy"] as const).map((state) => (
                <option key={state} value={state}>
                  {stateWords(state)}
                </option>
              ))}
            </Select>
            <span className={css.deeds}>
              <IconButton icon={ArrowUp} name={t`Subir ${name}`} disabled={at === 0} onClick={() => up(at)} />
              <IconButton icon={X} name={t`Quitar ${name}`} onClick={() => form.set({ reasons: reasons.filter((_, place) => place !== at) })} />
            </span>
          </fieldset>
        );
      })}
      <span>
        <Button onClick={add} disabled={reasons.length >= MOST}>
          <Plus size={16} aria-hidden /> {t`Agregar un motivo`}
        </Button>
      </span>
      <FormFoot form={form} />
    </form>
  );
}

const MOST = 12;

function freeCode(taken: readonly string[]): string {
  for (let number = 1; ; number += 1) if (!taken.includes(`own_${number}`)) return `own_${number}`;
}
