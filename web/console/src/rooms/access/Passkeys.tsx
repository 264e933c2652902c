import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Passkey } from "~/client/contract/securityEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { Failing } from "~/kit/Failing";
import { moment } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { Notice } from "~/kit/Notice";
import { now } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { deviceName } from "./deviceWords";
import { hasPasskeys, makePasskey } from "./passkey";
import { PasskeyNameDialog } from "./PasskeyNameDialog";
import { passkeyProblem } from "./passkeyWords";
import { passkeysQuery } from "./securityQueries";
import { useSecurityDeed } from "./useSecurityDeed";

/** The keys of one's devices: made here, called as one likes, forgotten. */
export function Passkeys() {
  const found = useQuery(passkeysQuery);
  const [naming, setNaming] = useState<Passkey | null>(null);
  const [dropping, setDropping] = useState<Passkey | null>(null);
  const add = useSecurityDeed(async () => {
    const credential = await makePasskey(await call("POST /account/passkeys/options", {}));
    return call("POST /account/passkeys", { body: { name: deviceName(navigator.userAgent), credential } });
  });
  const drop = useSecurityDeed((id: string) => call("DELETE /account/passkeys/{id}", { path: { id } }));
  if (found.isPending) return <Loading rows={2} />;
  if (found.isError) return <Failing what={t`No se pudo cargar la lista`} why={problemWords(found.error)} onRetry={() => void found.refetch()} />;
  return (
    <>
      <ul className={css.list}>
        {found.data.map((one) => (
          <li key={one.id} className={css.item}>
            <span className={css.two}>
              {one.name}
              <span className={css.quiet}>
                {one.used_at ? t`Última vez: ${moment(one.used_at, now())}.` : t`Sin usar todavía.`} {one.synced ? t`Sincronizada entre equipos.` : t`Solo en un equipo.`}
              </span>
            </span>
            <span className="space" />
            <Button look="bare" onClick={() => setNaming(one)}>
              {t`Cambiar el nombre`}
              <span className="unseen">{one.name}</span>
            </Button>
            <Button look="bare" aria-label={t`Olvidar ${one.name}`} onClick={() => setDropping(one)}>
              {t`Olvidar`}
            </Button>
          </li>
        ))}
      </ul>
      {hasPasskeys() ? (
        <Button className={css.end} disabled={add.isPending} onClick={() => add.mutate(undefined)}>
          {add.isPending ? t`Esperando al equipo` : t`Crear una llave de acceso`}
        </Button>
      ) : (
        <Notice>{t`Este navegador no ofrece llaves de acceso aquí. Hacen falta https y un navegador reciente.`}</Notice>
      )}
      {add.error ? <Failing what={t`No se creó la llave`} why={passkeyProblem(add.error)} /> : null}
      {naming ? <PasskeyNameDialog passkey={naming} onClose={() => setNaming(null)} /> : null}
      {dropping ? (
        <Confirm title={t`Olvidar ${dropping.name}`} deed={t`Olvidar`} danger onConfirm={() => drop.mutateAsync(dropping.id)} onClose={() => setDropping(null)}>
          <p>{t`Con esa llave ya no se podrá entrar. En el equipo queda guardada hasta que se borre allí.`}</p>
        </Confirm>
      ) : null}
    </>
  );
}
