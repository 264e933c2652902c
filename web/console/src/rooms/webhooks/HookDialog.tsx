import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Hook } from "~/client/contract/connecting";
import { call, Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { CopyField } from "~/kit/CopyField";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { HOOK_KINDS } from "./kindWords";
import { hooksQuery } from "./queries";

/** A new destination, or what one is called, where it is and what it is told. Its secret is shown once. */
export function HookDialog({ hook, onClose }: { hook: Hook | null; onClose: () => void }) {
  const cache = useQueryClient();
  const [url, setUrl] = useState(hook?.url ?? "");
  const [description, setDescription] = useState(hook?.description ?? "");
  const [kinds, setKinds] = useState<string[]>(hook?.kinds ?? []);
  const save = useMutation({
    mutationFn: async () => {
      const body = { url, description, kinds };
      if (!hook) return (await call("POST /webhooks", { body })).secret;
      await call("PATCH /webhooks/{id}", { path: { id: hook.id }, body });
      return "";
    },
    onSuccess: (secret) => {
      void cache.invalidateQueries({ queryKey: hooksQuery.queryKey });
      if (!secret) onClose();
    },
  });
  if (save.data) {
    return (
      <Dialog title={t`Destino agregado`} onClose={onClose} foot={<Button look="main" onClick={onClose}>{t`Ya lo copié`}</Button>}>
        <p>{t`Este secreto firma cada aviso. No se vuelve a mostrar.`}</p>
        <CopyField label={t`Secreto`} value={save.data} />
      </Dialog>
    );
  }
  return (
    <Dialog
      wide
      title={hook ? t`Cambiar el destino` : t`Agregar un destino`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" disabled={!url || save.isPending} onClick={() => save.mutate()}>
            {hook ? t`Guardar` : t`Agregar`}
          </Button>
        </>
      }
    >
      <Field label={t`Dirección`} type="url" required value={url} hint={t`https:// de un sistema propio. Recibe un POST firmado por cada hecho.`} onChange={(event) => setUrl(event.target.value)} />
      <Field label={t`Para qué es`} maxLength={500} value={description} onChange={(event) => setDescription(event.target.value)} />
      <fieldset>
        <legend>{t`Qué se le avisa`}</legend>
        <Checkbox label={t`Todo`} checked={kinds.length === 0} onChange={() => setKinds([])} />
        {HOOK_KINDS.map((one) => (
          <Checkbox
            key={one.kind}
            label={one.words()}
            checked={kinds.includes(one.kind)}
            onChange={(event) => setKinds(event.target.checked ? [...kinds, one.kind] : kinds.filter((kind) => kind !== one.kind))}
          />
        ))}
      </fieldset>
      {save.error ? <Failing what={t`No se guardó`} why={save.error instanceof Refused && save.error.problem.field === "url" ? t`Esa dirección no se permite: tiene que ser https:// y de Internet.` : problemWords(save.error)} /> : null}
    </Dialog>
  );
}
