import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Device } from "~/client/contract/notices";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { moment } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { useNow } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { deafHere, listenHere, pushStanding } from "~/rooms/console/push";
import { pushQuery } from "~/rooms/console/queries";
import css from "./NoticesPage.module.css";

/** The devices that are told while their desk is closed, this one first to be asked. */
export function PushDevices() {
  const cache = useQueryClient();
  const now = useNow();
  const pushes = useQuery(pushQuery);
  const [standing, setStanding] = useState(pushStanding);
  const listen = useMutation({
    mutationFn: (publicKey: string) => listenHere(publicKey),
    onSuccess: (after) => {
      setStanding(pushStanding());
      if (after) cache.setQueryData(pushQuery.queryKey, after);
    },
  });
  const forget = useMutation({
    mutationFn: async (device: Device) => {
      if (device.here) await deafHere();
      return call("DELETE /me/push/{id}", { path: { id: device.id } });
    },
    onSuccess: (after) => cache.setQueryData(pushQuery.queryKey, after),
  });
  if (pushes.isPending) return <Loading rows={2} />;
  if (pushes.isError) return <Failing what={t`No llega la lista`} why={problemWords(pushes.error)} onRetry={() => void pushes.refetch()} />;
  const { devices, public_key: publicKey } = pushes.data;
  return (
    <>
      {devices.some((one) => one.here) ? null : standing === "can" ? (
        <div className={css.line}>
          <span>{t`Este equipo no recibe avisos con Trato cerrado.`}</span>
          <Button disabled={listen.isPending} onClick={() => listen.mutate(publicKey)}>
            {t`Recibirlos aquí`}
          </Button>
        </div>
      ) : (
        <p>
          {standing === "denied"
            ? t`Este navegador los tiene prohibidos. Se permiten en el candado junto a la dirección.`
            : t`Este navegador no puede recibirlos. Hacen falta https y, en iPhone, añadir Trato a la pantalla de inicio.`}
        </p>
      )}
      {listen.isError ? (
        <Failing
          what={t`Este equipo no quedó anotado`}
          why={listen.error.name === "AbortError" ? t`El servicio de avisos del navegador no contesta. Probar de nuevo más tarde.` : problemWords(listen.error)}
          onRetry={() => listen.mutate(publicKey)}
        />
      ) : null}
      {devices.length > 0 ? (
        <ul className={css.devices} aria-label={t`Equipos que reciben avisos`}>
          {devices.map((one) => (
            <li key={one.id}>
              <span>
                {one.device || t`Un navegador`} <span className={css.faint}>{describe(one, now)}</span>
              </span>
              <Button disabled={forget.isPending} onClick={() => forget.mutate(one)}>
                {t`Quitar`}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {forget.isError ? <Failing what={t`No se quitó`} why={problemWords(forget.error)} /> : null}
    </>
  );
}

function describe(one: Device, now: number): string {
  const told = one.told_at ? t`último aviso: ${moment(one.told_at, now)}` : t`todavía sin avisos`;
  return one.here ? t`este equipo, ${told}` : told;
}
