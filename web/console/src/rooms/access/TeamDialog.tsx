import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { TeamRow } from "~/client/contract/people";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import css from "./Access.module.css";
import { organisationQuery } from "./directoryQueries";
import { takenWords } from "./takenWords";
import { indented, inTreeOrder } from "./unitTree";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** A new team, or another name or unit for one. */
export function TeamDialog({ team, onClose, onMade }: { team?: TeamRow; onClose: () => void; onMade?: (id: string) => void }) {
  const form = useId();
  const units = inTreeOrder(useQuery(organisationQuery).data?.units ?? []);
  const [name, setName] = useState(team?.name ?? "");
  const [unit, setUnit] = useState(team?.unit_id ?? "");
  const chosen = unit || units[0]?.id || "";
  const save = useDirectoryDeed(async () => {
    if (!team) return (await call("POST /organisation/teams", { body: { name, unit_id: chosen } })).id;
    await call("PATCH /organisation/teams/{id}", { path: { id: team.id }, body: { name, unit_id: chosen } });
    return team.id;
  });
  const taken = takenWords(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, {
      onSuccess: (id) => {
        onClose();
        onMade?.(id);
      },
    });
  };
  return (
    <Dialog
      title={team ? t`Cambiar el equipo` : t`Equipo nuevo`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={save.isPending}>
            {team ? t`Guardar` : t`Crear`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        <Field label={t`Nombre`} required maxLength={200} value={name} error={taken} onChange={(event) => setName(event.target.value)} />
        <Select label={t`Unidad`} required value={chosen} onChange={(event) => setUnit(event.target.value)}>
          {units.map((one) => (
            <option key={one.id} value={one.id}>
              {indented(one)}
            </option>
          ))}
        </Select>
        {save.error && !taken ? <Failing what={t`No se guardó`} why={problemWords(save.error)} /> : null}
      </form>
    </Dialog>
  );
}
