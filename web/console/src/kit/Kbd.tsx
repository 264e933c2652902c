import css from "./Kbd.module.css";
import { keyWords } from "./keyWords";

export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className={css.kbd} aria-hidden>
      {keyWords(keys)}
    </kbd>
  );
}
