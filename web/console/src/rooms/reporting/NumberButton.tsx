import { t } from "@lingui/core/macro";
import css from "./Reports.module.css";

/** A number that opens the cases it counts; one that counts none, or has none, is only a number. */
export function NumberButton({ words, name, n, onOpen }: { words: string; name: string; n: number; onOpen: (() => void) | null }) {
  if (onOpen === null || n === 0) return <span className={css.number}>{words}</span>;
  return (
    <button type="button" className={css.number} onClick={onOpen} aria-label={t`${name}: ${words}. Abrir sus casos`}>
      {words}
    </button>
  );
}
