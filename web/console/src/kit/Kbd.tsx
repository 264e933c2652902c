import css from "./Kbd.module.css";
import { keyWords } from "./keyWords";

export function Kbd({ keys }: { keys: string }) {
  const words = keyWords(keys);
  return (
    <kbd className={css.kbd} aria-hidden>
      {words.length === 1 ? words.toUpperCase() : words}
    </kbd>
  );
}
