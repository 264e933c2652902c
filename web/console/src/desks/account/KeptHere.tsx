import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Switch } from "~/kit/Switch";
import { meQuery } from "~/rooms/access/queries";
import { keepsHere, setKeepsHere } from "~/rooms/console/kept";

/** Whether this machine keeps what was seen last, so that it can be read without network. */
export function KeptHere() {
  const { data: me } = useQuery(meQuery);
  const [on, setOn] = useState(keepsHere);
  const may = Boolean(me?.keeping);
  return (
    <Switch
      label={t`Guardar lo último visto, para leerlo sin conexión`}
      hint={may ? t`Se olvida al salir y cuando la sesión termina. En un equipo compartido conviene dejarlo apagado.` : t`La administración dispuso que en los equipos no se guarda nada.`}
      on={may && on}
      disabled={!may}
      onChange={(wanted) => {
        setOn(wanted);
        void setKeepsHere(wanted).catch(() => undefined); // a browser that keeps nothing has nothing to forget
      }}
    />
  );
}
