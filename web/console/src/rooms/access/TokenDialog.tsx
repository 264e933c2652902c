import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { CopyField } from "~/kit/CopyField";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Notice } from "~/kit/Notice";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import css from "./Access.module.css";
import { meQuery } from "./queries";
import { useSecurityDeed } from "./useSecurityDeed";
import { verbGroups } from "./verbWords";

const DAYS = [7, 30, 90, 365];

/** A token for a program: its name, what it may of what I may, its end; its secret is shown once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const mine = useQuery(meQuery).data?.verbs ?? [];
  const [name, setName] = useState("");
  const [days, setDays] = useState(90);
  const [verbs, setVerbs] = useState<string[]>([]);
  const make = useSecurityDeed(() =>
    call("POST /tokens", { body: { name, verbs, expires_at: new Date(now() + days * 86_400_000).toISOString() } }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(undefined);
  };
  if (make.data)
    return (
      <Dialog title={t`Token listo`} onClose={onClose} foot={<Button look="main" onClick={onClose}>{t`Ya está guardado`}</Button>}>
        <Notice tone="approaching">{t`Copiarlo ahora: no se vuelve a mostrar.`}</Notice>
        <CopyField label={make.data.token.name} value={make.data.secret} />
      </Dialog>
    );
  return (
    <Dialog
      title={t`Token nuevo`}
      wide
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={make.isPending || verbs.length === 0}>
            {t`Crear`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        <Field label={t`Nombre`} required maxLength={200} hint={t`Qué programa lo usa.`} value={name} onChange={(event) => setName(event.target.value)} />
        <Select label={t`Vence en`} value={String(days)} onChange={(event) => setDays(Number(event.target.value))}>
          {DAYS.map((one) => (
            <option key={one} value={one}>
              {t`${one} días`}
            </option>
          ))}
        </Select>
        <div className={css.tall}>
          {verbGroups()
            .map((group) => ({ ...group, verbs: group.verbs.filter((one) => mine.includes(one.verb)) }))
            .filter((group) => group.verbs.length > 0)
            .map((group) => (
              <fieldset key={group.id} className={css.form}>
                <legend className={css.quiet}>{group.name}</legend>
                {group.verbs.map((one) => (
                  <Checkbox
                    key={one.verb}
                    label={one.name}
                    checked={verbs.includes(one.verb)}
                    onChange={(event) => setVerbs(event.target.checked ? [...verbs, one.verb] : verbs.filter((verb) => verb !== one.verb))}
                  />
                ))}
              </fieldset>
            ))}
        </div>
        {make.error ? <Failing what={t`No se creó el token`} why={problemWords(make.error)} /> : null}
      </form>
    </Dialog>
  );
}
