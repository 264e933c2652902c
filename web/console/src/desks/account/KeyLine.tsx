import { t } from "@lingui/core/macro";
import { RotateCcw, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "~/kit/Button";
import type { Catalogued } from "~/kit/commandHost";
import { IconButton } from "~/kit/IconButton";
import { Kbd } from "~/kit/Kbd";
import { pressOf } from "~/kit/keys";
import { keyWords } from "~/kit/keyWords";
import css from "./KeysPage.module.css";

/** How long after a press another may make a sequence of it. */
const PAUSE = 900;

/** One command and its keys: press to change, and say so when they are another's. */
export function KeyLine({ words, keys, own, inTheWay, onChoose, onReset }: Props) {
  const [pressed, setPressed] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const others = wanted === null ? [] : inTheWay(wanted);

  const stop = () => {
    clearTimeout(timer.current);
    setPressed(null);
  };
  const take = (chosen: string) => {
    stop();
    if (chosen === keys) return;
    if (inTheWay(chosen).length > 0) setWanted(chosen);
    else onChoose(chosen, []);
  };
  const hear = (event: React.KeyboardEvent) => {
    if (pressed === null || event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return stop();
    const press = pressOf(event.nativeEvent);
    if (press === null) return;
    const chosen = [...pressed.split(" ").filter(Boolean), press].join(" ");
    setPressed(chosen);
    clearTimeout(timer.current);
    if (press.includes("$mod") || chosen.split(" ").length === 3) take(chosen);
    else timer.current = setTimeout(() => take(chosen), PAUSE);
  };
  return (
    <li className={css.line}>
      <span className={css.words}>{words}</span>
      <span className={css.deeds}>
        {own ? <IconButton icon={RotateCcw} name={t`Volver a la tecla de Trato: ${words}`} onClick={onReset} /> : null}
        {keys && pressed === null ? <IconButton icon={X} name={t`Quitar la tecla: ${words}`} onClick={() => onChoose("", [])} /> : null}
        <Button
          ref={button}
          className={css.keys}
          aria-label={keys ? t`Cambiar la tecla: ${words}, ahora ${keyWords(keys)}` : t`Ninguna. Poner una tecla: ${words}`}
          data-keys={pressed === null ? undefined : "mine"}
          onClick={() => {
            setWanted(null);
            setPressed("");
          }}
          onBlur={stop}
          onKeyDown={hear}
        >
          {pressed === null ? keys ? <Kbd keys={keys} /> : t`Ninguna` : pressed ? <Kbd keys={pressed} /> : t`Teclear…`}
        </Button>
      </span>
      {wanted !== null && others.length > 0 ? (
        <div className={css.taken} role="alert">
          <p>{t`Ya la usa: ${others.map((one) => one.words()).join(", ")}.`}</p>
          <Button
            onClick={() => {
              onChoose(wanted, others);
              setWanted(null);
            }}
          >
            {t`Usarla aquí y quitarla de allí`}
          </Button>
          <Button look="bare" onClick={() => setWanted(null)}>
            {t`Dejar como estaba`}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

interface Props {
  words: string;
  keys: string;
  /** Whether the person chose it, or chose none. */
  own: boolean;
  inTheWay: (keys: string) => Catalogued[];
  onChoose: (keys: string, freed: Catalogued[]) => void;
  onReset: () => void;
}
