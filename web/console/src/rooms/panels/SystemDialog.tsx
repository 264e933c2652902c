import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Brand } from "~/client/contract/who";
import type { Panel, Tell } from "~/client/contract/panels";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { CopyField } from "~/kit/CopyField";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { systemsQuery } from "./queries";
import { TELLS, tellWords } from "./tellWords";

/** A system to ask: its name, its address, what it may be told. When it is new, its secret follows, once. */
export function SystemDialog({ one, brands, onClose }: { one: Panel | null; brands: Brand[]; onClose: () => void }) {
  const cache = useQueryClient();
  const [name, setName] = useState(one?.name ?? "");
  const [url, setUrl] = useState(one?.url ?? "");
  const [brand, setBrand] = useState(one?.brand_id ?? "");
  const [tells, setTells] = useState<Tell[]>(one?.tells ?? ["emails"]);
  const save = useMutation({
    mutationFn: async () => {
      const body = { name, url, tells };
      if (one === null) return (await call("POST /panels", { body: { ...body, brand_id: brand || null } })).secret;
      await call("PATCH /panels/{id}", { path: { id: one.id }, body });
      return null;
    },
    onSuccess: (secret) => {
      void cache.invalidateQueries({ queryKey: systemsQuery.queryKey });
      if (secret === null) onClose();
    },
  });
  if (save.data) {
    return (
      <Dialog title={t`El secreto de ${name}`} onClose={onClose} foot={<Button look="main" onClick={onClose}>{t`Ya lo guardé`}</Button>}>
        <p>{t`Con él comprueba ese sistema que pregunta Trato. Se muestra solo esta vez.`}</p>
        <CopyField label={t`Secreto`} value={save.data} />
      </Dialog>
    );
  }
  const toggle = (tell: Tell, on: boolean) => setTells((old) => TELLS.filter((each) => (each === tell ? on : old.includes(each))));
  return (
    <Dialog
      title={one ? t`Cambiar ${one.name}` : t`Conectar un sistema`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" disabled={save.isPending || !name.trim() || !url.trim()} onClick={() => save.mutate()}>
            {one ? t`Guardar` : t`Conectar`}
          </Button>
        </>
      }
    >
      <Field label={t`Nombre`} hint={t`El que se lee junto al contacto: Pedidos, Plan, CRM.`} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      <Field label={t`Dirección`} hint={t`Empieza con https. Trato le pregunta con una petición firmada.`} type="url" value={url} maxLength={2000} onChange={(event) => setUrl(event.target.value)} />
      {one === null && brands.length > 1 ? (
        <Select label={t`Marca`} value={brand} onChange={(event) => setBrand(event.target.value)}>
          <option value="">{t`Todas`}</option>
          {brands.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </Select>
      ) : null}
      <fieldset>
        <legend>{t`Qué se le dice del contacto`}</legend>
        {TELLS.map((tell) => (
          <Checkbox key={tell} label={tellWords(tell)} checked={tells.includes(tell)} onChange={(event) => toggle(tell, event.target.checked)} />
        ))}
      </fieldset>
      {save.error ? <Failing what={t`No se guardó`} why={problemWords(save.error)} /> : null}
    </Dialog>
  );
}
