import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { RoleView } from "~/client/contract/people";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { meQuery } from "./queries";
import css from "./Access.module.css";
import { roleName } from "./roleWords";
import { takenWords } from "./takenWords";
import { useDirectoryDeed } from "./useDirectoryDeed";
import { verbName } from "./verbWords";

/** A role of one's own: a copy of one of the house, with what this account may itself. The rest is settled on its page. */
export function CopyRoleDialog({ roles, from = "agent", onClose, onMade }: Props) {
  const form = useId();
  const mine = useQuery(meQuery).data?.verbs ?? [];
  const [base, setBase] = useState(from);
  const [name, setName] = useState("");
  const verbs = roles.find((one) => one.code === base)?.verbs ?? [];
  const kept = verbs.filter((verb) => mine.includes(verb));
  const left = verbs.filter((verb) => !mine.includes(verb));
  const make = useDirectoryDeed(() => call("POST /roles", { body: { name, copied_from: base, verbs: kept } }));
  const taken = takenWords(make.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(undefined, {
      onSuccess: (made) => {
        onClose();
        onMade(made.code);
      },
    });
  };
  return (
    <Dialog
      title={t`Rol propio`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={make.isPending || kept.length === 0}>
            {t`Crear`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        <Field label={t`Nombre`} required maxLength={100} value={name} error={taken} onChange={(event) => setName(event.target.value)} />
        <Select label={t`A partir de`} value={base} onChange={(event) => setBase(event.target.value)}>
          {roles
            .filter((one) => !one.own)
            .map((one) => (
              <option key={one.code} value={one.code}>
                {roleName(one)}
              </option>
            ))}
        </Select>
        {left.length > 0 ? (
          <Notice>{t`Un rol nunca puede más que quien lo crea. Quedan fuera: ${left.map(verbName).join(", ")}.`}</Notice>
        ) : null}
        {make.error && !taken ? <Failing what={t`No se creó el rol`} why={problemWords(make.error)} /> : null}
      </form>
    </Dialog>
  );
}

interface Props {
  roles: readonly RoleView[];
  from?: string;
  onClose: () => void;
  onMade: (code: string) => void;
}
