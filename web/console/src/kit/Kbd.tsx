import css from "./Kbd.module.css";
import { keyWords } from "./keyWords";

/** A key as it stands on the keyboard; nothing where there is none. */
export function Kbd({ keys }: { keys: string | undefined }) {
  if (!keys) return null;
  return (
    <kbd className={css.kbd} aria-hidden>
      {keyWords(keys)}
    </kbd>
  );
}
