import { t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { OidcProvider } from "~/client/contract/oidcEndpoints";
import { call, Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { oidcProblemWords } from "./oidcWords";

/** A provider to trust, looked at before it is; or another name or secret for one. */
export function OidcDialog({ provider, onSaved, onClose }: { provider: OidcProvider | null; onSaved: () => void; onClose: () => void }) {
  const form = useId();
  const [name, setName] = useState(provider?.name ?? "");
  const [issuer, setIssuer] = useState(provider?.issuer ?? "");
  const [client, setClient] = useState(provider?.client_id ?? "");
  const [secret, setSecret] = useState("");
  const save = useMutation({
    mutationFn: async () => {
      if (provider) {
        await call("PATCH /oidc-providers/{id}", { path: { id: provider.id }, body: { name, ...(secret ? { client_secret: secret } : {}) } });
        return null;
      }
      const { problem } = await call("POST /oidc-providers/check", { body: { issuer: issuer.trim() } });
      if (problem) return problem;
      await call("POST /oidc-providers", { body: { name, issuer, client_id: client, client_secret: secret } });
      return null;
    },
    onSuccess: (problem) => {
      if (problem) return;
      onSaved();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const wrong = save.error instanceof Refused ? save.error.problem : null;
  const badIssuer = wrong?.field === "issuer" ? t`Hace falta una dirección https, sin parámetros.` : save.data ? oidcProblemWords(save.data) : undefined;
  const badClient = wrong?.reason === "taken" ? t`Ese cliente de ese emisor ya está en la lista.` : undefined;
  return (
    <Dialog
      title={provider ? t`Cambiar ${provider.name}` : t`Añadir un proveedor`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={save.isPending}>
            {save.isPending ? t`Comprobando` : provider ? t`Guardar` : t`Comprobar y añadir`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        <Field label={t`Nombre en el botón`} hint={t`El botón dice «Entrar con» y este nombre.`} required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        <Field
          label={t`Emisor`}
          hint={t`La dirección con la que el proveedor se presenta, tal cual.`}
          type="url"
          required
          disabled={provider !== null}
          value={issuer}
          error={badIssuer}
          onChange={(event) => {
            setIssuer(event.target.value);
            save.reset();
          }}
        />
        <Field label={t`Identificador de cliente`} required disabled={provider !== null} maxLength={500} autoComplete="off" value={client} error={badClient} onChange={(event) => setClient(event.target.value)} />
        <Field
          label={t`Secreto de cliente`}
          hint={provider ? t`Vacío, sigue el de ahora.` : t`Se guarda cifrado y no se vuelve a mostrar.`}
          type="password"
          required={provider === null}
          maxLength={1000}
          autoComplete="new-password"
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
        {save.error && !badIssuer && !badClient ? <Failing what={t`No se guardó`} why={problemWords(save.error)} /> : null}
      </form>
    </Dialog>
  );
}
