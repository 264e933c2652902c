import { t } from "@lingui/core/macro";
import { type FormEvent, useId, useState } from "react";
import type { Unit } from "~/client/contract/people";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import css from "./Access.module.css";
import { unitKindName } from "./stateWords";
import { indented, placesFor } from "./unitTree";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** A new region or country, or another name or place for a unit. */
export function UnitDialog({ unit, units, onClose }: { unit?: Unit; units: readonly Unit[]; onClose: () => void }) {
  const form = useId();
  const [name, setName] = useState(unit?.name ?? "");
  const [kind, setKind] = useState<"region" | "country">("country");
  const places = placesFor(unit ?? { kind }, units);
  const [parent, setParent] = useState(unit?.parent_id ?? "");
  const chosen = places.some((one) => one.id === parent) ? parent : (places[0]?.id ?? "");
  const save = useDirectoryDeed(() => {
    if (!unit) return call("POST /organisation/units", { body: { parent_id: chosen, kind, name } });
    const body = { ...(name === unit.name ? {} : { name }), ...(unit.parent_id && chosen !== unit.parent_id ? { parent_id: chosen } : {}) };
    return call("PATCH /organisation/units/{id}", { path: { id: unit.id }, body });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={unit ? t`Cambiar ${unit.name}` : t`Unidad nueva`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={save.isPending}>
            {unit ? t`Guardar` : t`Crear`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        {unit ? null : (
          <Select label={t`Clase`} value={kind} onChange={(event) => setKind(event.target.value as "region" | "country")}>
            <option value="region">{unitKindName("region")}</option>
            <option value="country">{unitKindName("country")}</option>
          </Select>
        )}
        <Field
          label={t`Nombre`}
          required
          maxLength={200}
          disabled={unit?.kind === "brand"}
          hint={unit?.kind === "brand" ? t`El nombre de una marca se cambia en la marca.` : undefined}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {unit?.kind === "global" ? null : (
          <Select label={t`Depende de`} required value={chosen} onChange={(event) => setParent(event.target.value)}>
            {places.map((one) => (
              <option key={one.id} value={one.id}>
                {indented(one)}
              </option>
            ))}
          </Select>
        )}
        {unit && unit.parent_id && chosen !== unit.parent_id ? (
          <p className={css.quiet}>{t`Se mueve con todo lo que tiene debajo. Los roles y los ajustes siguen al árbol desde ahora.`}</p>
        ) : null}
        {save.error ? <Failing what={t`No se guardó`} why={problemWords(save.error)} /> : null}
      </form>
    </Dialog>
  );
}
