import { t } from "@lingui/core/macro";
import { Grip, Mic, MicOff, Pause, Phone, PhoneForwarded, PhoneOff, Play } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { CallAtDesk } from "~/client/contract/calls";
import { Button } from "~/kit/Button";
import type { Ready } from "~/kit/command";
import { IconButton } from "~/kit/IconButton";
import { Kbd } from "~/kit/Kbd";
import { useNow } from "~/kit/now";
import css from "./CallBar.module.css";
import { troubleWords } from "./callWords";
import { Keypad } from "./Keypad";
import { timer } from "./timer";

/** The call that rings here, or goes on: who it is, since when, and what may be done. */
export function CallBar({ one, more, glyph, commands, keypad, deaf, onPress }: Props) {
  const now = useNow(1_000);
  const [open, setOpen] = useState(false);
  const find = (id: string) => commands.find((each) => each.id === id);
  const who = one.contact || one.caller || t`Número oculto`;
  const rings = one.leg === "ringing";
  const held = one.state === "held";
  const since = Date.parse(rings ? one.began_at : (one.answered_at ?? one.began_at));
  const [answer, hold, mute, pass, hangUp] = ["call.answer", "call.hold", "call.mute", "call.pass", "call.hang_up"].map(find);
  const shown = open || keypad;
  const out = one.direction === "out";
  const trouble = one.state === "talking" ? "" : troubleWords(one.trouble);
  return (
    <div role="region" className={css.call} aria-label={rings && !out ? t`Llamada entrante` : t`Llamada en curso`} data-rings={rings || undefined} data-held={held || undefined}>
      <p className={css.who} role="status" aria-live="assertive">
        {glyph}
        <b className="cut">{who}</b>
        {one.caller && one.caller !== who ? <span className={css.soft}>{one.caller}</span> : null}
        <span className="space" />
        <span className={css.soft}>{stateWords(one)}</span>
        <span className={css.time} role="timer">
          {timer(now - since)}
        </span>
      </p>
      {rings && out && one.way === "telephone" ? (
        <p className={css.about}>{t`Suena en el teléfono ${one.address}. Contestar allí y marcar 1: después suena el del contacto.`}</p>
      ) : rings && one.way === "telephone" ? (
        <p className={css.about}>{t`Suena en el teléfono ${one.address}. Contestar allí y marcar 1: en este navegador no se atienden llamadas.`}</p>
      ) : (
        <p className={css.about}>{[`#${one.number}`, one.queue, more > 0 ? t`${more} más` : ""].filter(Boolean).join(" · ")}</p>
      )}
      {trouble ? (
        <p className={css.about} role="alert">
          {trouble}
        </p>
      ) : null}
      {deaf && one.way === "browser" ? (
        <p className={css.about} role="alert">{t`Este navegador no pudo registrarse como teléfono. Recargar la página y permitir el micrófono.`}</p>
      ) : null}
      <div className={css.deeds}>
        {answer ? (
          <Button look="main" onClick={answer.run}>
            <Phone size={16} aria-hidden /> {out ? t`Conectar` : t`Atender`} <Kbd keys={answer.keys ?? ""} />
          </Button>
        ) : null}
        {hold ? <IconButton icon={held ? Play : Pause} name={held ? t`Retomar` : t`Poner en espera`} keys={hold.keys ?? ""} aria-pressed={held} onClick={hold.run} /> : null}
        {mute ? <IconButton icon={one.muted ? MicOff : Mic} name={one.muted ? t`Activar el micrófono` : t`Silenciar`} keys={mute.keys ?? ""} aria-pressed={one.muted} onClick={mute.run} /> : null}
        {find("call.keypad") ? <IconButton icon={Grip} name={t`Teclado`} keys={find("call.keypad")?.keys ?? ""} aria-expanded={shown} onClick={() => setOpen(!open)} /> : null}
        {pass ? <IconButton icon={PhoneForwarded} name={t`Pasar la llamada`} onClick={pass.run} /> : null}
        <span className="space" />
        {hangUp ? (
          <Button onClick={hangUp.run}>
            <PhoneOff size={16} aria-hidden /> {rings && !out ? t`Dejar pasar` : t`Colgar`} <Kbd keys={hangUp.keys ?? ""} />
          </Button>
        ) : null}
      </div>
      {shown && !rings ? <Keypad onPress={onPress} /> : null}
    </div>
  );
}

function stateWords(one: CallAtDesk): string {
  if (one.leg === "ringing") return one.direction === "out" ? t`Conectando` : t`Llama`;
  if (one.state === "calling") return t`Llamando`;
  return one.state === "held" ? t`En espera` : t`En línea`;
}

interface Props {
  one: CallAtDesk;
  /** How many other calls there are. */
  more: number;
  glyph: ReactNode;
  commands: Ready[];
  keypad: boolean;
  /** This browser should take calls and could not register for it. */
  deaf: boolean;
  onPress: (key: string) => void;
}
