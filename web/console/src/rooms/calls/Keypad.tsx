import { t } from "@lingui/core/macro";
import { Button } from "~/kit/Button";
import css from "./CallBar.module.css";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** The keys of a telephone. */
export function Keypad({ onPress }: { onPress: (key: string) => void }) {
  return (
    <div className={css.keypad} role="group" aria-label={t`Teclado de la llamada`}>
      {KEYS.map((key) => (
        <Button key={key} onClick={() => onPress(key)}>
          {key}
        </Button>
      ))}
    </div>
  );
}
