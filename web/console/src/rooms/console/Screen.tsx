import { t } from "@lingui/core/macro";
import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import type { Wall } from "~/client/contract/floor";
import { clockTime } from "~/kit/formats";
import { learnNow, useNow } from "~/kit/now";
import { CrewLine } from "./CrewLine";
import { Figures } from "./Figures";
import { QueueLines } from "./QueueLines";
import css from "./Screen.module.css";
import { ScreenSocket, type ScreenState } from "~/client/screenSocket";

/** A board on a wall: large numbers, no names of contacts, nothing to press. After a cut it comes back by itself. */
export function Screen({ secret }: { secret: string }) {
  const [state, setState] = useState<ScreenState>("connecting");
  const [wall, setWall] = useState<Wall | null>(null);
  const now = useNow(1_000);
  useEffect(() => {
    const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/v1/tv/live`;
    const socket = new ScreenSocket(url, secret, (next, told, at) => {
      setState(next);
      if (at) learnNow(at);
      if (told) setWall(told);
      if (next === "ended") setWall(null);
    });
    socket.start();
    return () => socket.stop();
  }, [secret]);
  useEffect(() => {
    document.title = `${t`Tablero`} · Trato`;
  }, []);
  if (state === "ended") return <main className={css.words}><h1>{t`Este enlace ya no muestra el tablero`}</h1><p>{t`Venció o fue revocado. Quien supervisa puede crear otro en Supervisión, Pantallas.`}</p></main>;
  if (wall === null) return <main className={css.words}><h1>{t`Tablero`}</h1><p role="status">{state === "lost" ? t`Sin conexión. Se vuelve a intentar.` : t`Conectando…`}</p></main>;
  return (
    <main className={css.screen}>
      <header className={css.head}>
        <h1>{t`Tablero`}</h1>
        {state === "lost" ? (
          <p className={css.lost} role="status">
            <WifiOff size={24} aria-hidden />
            {t`Sin conexión: los números son de antes`}
          </p>
        ) : null}
        <time>{clockTime(now)}</time>
      </header>
      <Figures wall={wall} large />
      <CrewLine wall={wall} />
      <QueueLines lines={wall.queues} targets={wall.targets} empty={null} />
    </main>
  );
}
