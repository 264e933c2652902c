import { t } from "@lingui/core/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { QueueRow, QueueTerms } from "~/client/contract/routing";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { meQuery } from "~/rooms/access/queries";
import { teamsQuery } from "~/rooms/cases/queries";
import css from "../firm/Fields.module.css";

/** How one queue gives its cases. */
export function QueueDialog({ queue, others, onSaved, onClose }: Props) {
  const form = useId();
  const teams = useQuery(teamsQuery).data ?? [];
  const brands = useQuery(meQuery).data?.brands ?? [];
  const [terms, setTerms] = useState<QueueTerms>(queue ?? NEW);
  const set = (part: Partial<QueueTerms>) => setTerms((old) => ({ ...old, ...part }));
  const save = useMutation({
    mutationFn: () => (queue ? call("PUT /routing/queues/{id}", { path: { id: queue.id }, body: terms }) : call("POST /routing/queues", { body: terms })),
    onSuccess: onSaved,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const way = terms.automatic ? terms.mode : "hand";
  return (
    <Dialog
      title={queue ? t`Cola ${queue.name}` : t`Nueva cola`}
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
        <Field label={t`Nombre`} required maxLength={80} value={terms.name} onChange={(event) => set({ name: event.target.value })} />
        <div className={css.grid}>
          <Select label={t`Marca`} value={terms.brand_id ?? ""} onChange={(event) => set({ brand_id: event.target.value || null })}>
            <option value="">{t`Todas`}</option>
            {brands.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
          <Select label={t`Equipo`} value={terms.team_id ?? ""} onChange={(event) => set({ team_id: event.target.value || null })}>
            <option value="">{t`Ninguno`}</option>
            {teams.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        </div>
        <Select
          label={t`Cómo llegan los casos`}
          value={way}
          onChange={(event) =>
            set(event.target.value === "hand" ? { automatic: false, mode: "both" } : { automatic: true, mode: event.target.value as QueueTerms["mode"] })
          }
        >
          <option value="both">{t`Trato los reparte, y también se pueden tomar`}</option>
          <option value="push">{t`Solo los reparte Trato`}</option>
          <option value="pull">{t`Solo los toma quien tiene lugar`}</option>
          <option value="hand">{t`A mano: Trato no reparte`}</option>
        </Select>
        <div className={css.grid}>
          <Field
            label={t`Segundos para aceptar`}
            type="number"
            min={0}
            max={600}
            hint={t`Con 0 el caso se entrega en el acto.`}
            value={terms.accept_seconds}
            onChange={(event) => set({ accept_seconds: event.target.valueAsNumber || 0 })}
          />
          <Field
            label={t`Segundos de espera a quien ya atendió`}
            type="number"
            min={0}
            max={86_400}
            hint={t`Después va a cualquiera que pueda.`}
            value={terms.sticky_seconds}
            onChange={(event) => set({ sticky_seconds: event.target.valueAsNumber || 0 })}
          />
        </div>
        <Select
          label={t`Si nadie puede, pasan a`}
          value={terms.overflow_queue_id ?? ""}
          onChange={(event) => {
            const id = event.target.value || null;
            set({ overflow_queue_id: id, overflow_seconds: id ? (terms.overflow_seconds ?? 600) : null, overflow_closed: id !== null && terms.overflow_closed });
          }}
        >
          <option value="">{t`Ninguna otra cola`}</option>
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        {terms.overflow_queue_id ? (
          <div className={css.grid}>
            <Field
              label={t`Después de tantos segundos`}
              type="number"
              min={0}
              max={604_800}
              value={terms.overflow_seconds ?? ""}
              onChange={(event) => set({ overflow_seconds: Number.isNaN(event.target.valueAsNumber) ? null : event.target.valueAsNumber })}
            />
            <Checkbox label={t`Y siempre fuera del horario de la cola`} checked={terms.overflow_closed} onChange={(event) => set({ overflow_closed: event.target.checked })} />
          </div>
        ) : null}
        {save.error ? <Failing what={t`No se guardó`} why={problemWords(save.error)} /> : null}
      </form>
    </Dialog>
  );
}

const NEW: QueueTerms = {
  name: "", brand_id: null, team_id: null, automatic: true, mode: "both", accept_seconds: 0, sticky_seconds: 120,
  overflow_queue_id: null, overflow_seconds: null, overflow_closed: false,
};

interface Props {
  queue: QueueRow | null;
  others: readonly QueueRow[];
  onSaved: () => void;
  onClose: () => void;
}
