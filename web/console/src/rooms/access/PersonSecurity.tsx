import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { PersonView } from "~/client/contract/people";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { Empty } from "~/kit/Empty";
import css from "./Access.module.css";
import { LeftBehind } from "./LeftBehind";
import { SessionRows } from "./SessionRows";
import { useDirectoryDeed } from "./useDirectoryDeed";

type Deed = "out" | "factor" | "disable" | "enable";

/** How somebody comes in, and the deeds upon it: sign out everywhere, take off a lost second factor, let in or not. */
export function PersonSecurity({ view, may }: { view: PersonView; may: boolean }) {
  const [asking, setAsking] = useState<Deed | null>(null);
  const path = { id: view.person.id };
  const { name } = view.person;
  const run = useDirectoryDeed((deed: Deed) => {
    switch (deed) {
      case "out":
        return call("POST /users/{id}/sign-out", { path });
      case "factor":
        return call("DELETE /users/{id}/second-factor", { path });
      case "disable":
        return call("POST /users/{id}/disable", { path });
      case "enable":
        return call("POST /users/{id}/enable", { path });
    }
  });
  const words: Record<Deed, { title: string; deed: string; means: string }> = {
    out: { title: t`Cerrar todas sus sesiones`, deed: t`Cerrar sesiones`, means: t`${name} tendrá que entrar de nuevo en cada equipo. Sus borradores se conservan.` },
    factor: {
      title: t`Quitar el segundo factor`,
      deed: t`Quitar`,
      means: t`Se olvidan los códigos, las llaves de acceso y las cuentas de la empresa de ${name}, y se cierran sus sesiones. Hacerlo solo después de comprobar quién lo pide.`,
    },
    disable: {
      title: t`Desactivar a ${name}`,
      deed: t`Desactivar`,
      means: t`Deja de poder entrar y sus sesiones se cierran ahora. Lo que hizo queda con su nombre.`,
    },
    enable: { title: t`Activar a ${name}`, deed: t`Activar`, means: t`Vuelve a poder entrar, con los roles que tiene.` },
  };
  return (
    <>
      {view.sessions.length === 0 ? <Empty words={t`Sin sesiones abiertas.`} /> : <SessionRows sessions={view.sessions} />}
      {may ? (
        <div className={css.line}>
          {view.sessions.length > 0 ? <Button onClick={() => setAsking("out")}>{words.out.title}</Button> : null}
          {view.person.state === "active" ? <Button onClick={() => setAsking("factor")}>{words.factor.title}</Button> : null}
          {view.person.state === "disabled" ? (
            <Button onClick={() => setAsking("enable")}>{words.enable.deed}</Button>
          ) : (
            <Button look="danger" onClick={() => setAsking("disable")}>
              {words.disable.deed}
            </Button>
          )}
        </div>
      ) : null}
      {asking ? (
        <Confirm
          title={words[asking].title}
          deed={words[asking].deed}
          danger={asking !== "enable"}
          onConfirm={() => run.mutateAsync(asking)}
          onClose={() => setAsking(null)}
        >
          <p>{words[asking].means}</p>
          {asking === "disable" ? <LeftBehind id={view.person.id} /> : null}
        </Confirm>
      ) : null}
    </>
  );
}
