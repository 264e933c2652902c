import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { RoleView, Unit } from "~/client/contract/people";
import type { KnownSetting } from "~/client/contract/settingsEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { meQuery } from "./queries";
import { roleName } from "./roleWords";
import { type Held, settingName } from "./unitSettings";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** One setting in one unit: its own word, locked downwards or not; or following the unit above again. */
export function SettingDialog({ known, unit, held, units, roles, onClose }: Props) {
  const form = useId();
  const mayLock = (useQuery(meQuery).data?.verbs ?? []).includes("settings.lock");
  const [value, setValue] = useState<unknown>(held.value);
  const [lock, setLock] = useState(held.own?.locked ?? false);
  const [reason, setReason] = useState(held.own?.reason ?? "");
  const path = { key: known.key, unit_id: unit.id };
  const save = useDirectoryDeed(() => call("PUT /settings/{key}/{unit_id}", { path, body: { value, lock, reason } }));
  const clear = useDirectoryDeed(() => call("DELETE /settings/{key}/{unit_id}", { path }));
  const error = save.error ?? clear.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onClose });
  };
  const title = t`${settingName(known.key)} en ${unit.name}`;
  if (held.lockedBy) {
    const where = units.find((one) => one.id === held.lockedBy?.unit_id)?.name ?? "";
    return (
      <Dialog title={title} onClose={onClose} foot={<Button look="main" onClick={onClose}>{t`Volver`}</Button>}>
        <Notice>{t`Está bloqueado en ${where} y aquí no se puede cambiar. Motivo: ${held.lockedBy.reason}`}</Notice>
      </Dialog>
    );
  }
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          {held.own ? <Button onClick={() => clear.mutate(undefined, { onSuccess: onClose })}>{t`Seguir a la de arriba`}</Button> : null}
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={save.isPending}>
            {t`Guardar`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        {known.kind === "switch" ? <Checkbox label={settingName(known.key)} checked={Boolean(value)} onChange={(event) => setValue(event.target.checked)} /> : null}
        {known.kind === "hours" || known.kind === "seconds" ? (
          <Field
            label={known.kind === "hours" ? t`Horas` : t`Segundos`}
            type="number"
            required
            min={known.least}
            max={known.most}
            value={String(value)}
            onChange={(event) => setValue(event.target.valueAsNumber)}
          />
        ) : null}
        {known.kind === "roles" ? (
          <fieldset className={css.form}>
            <legend className={css.quiet}>{t`Roles`}</legend>
            {roles.map((role) => (
              <Checkbox
                key={role.code}
                label={roleName(role)}
                checked={chosen.includes(role.code)}
                onChange={(event) => setValue(event.target.checked ? [...chosen, role.code] : chosen.filter((code) => code !== role.code))}
              />
            ))}
          </fieldset>
        ) : null}
        {mayLock ? (
          <Checkbox label={t`Bloquear hacia abajo`} hint={t`Las unidades de abajo no pueden tener otro valor.`} checked={lock} onChange={(event) => setLock(event.target.checked)} />
        ) : null}
        {lock ? <Field label={t`Motivo del bloqueo`} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} /> : null}
        {error ? <Failing what={t`No se guardó`} why={problemWords(error)} /> : null}
      </form>
    </Dialog>
  );
}

interface Props {
  known: KnownSetting;
  unit: Unit;
  held: Held;
  units: readonly Unit[];
  roles: readonly RoleView[];
  onClose: () => void;
}
