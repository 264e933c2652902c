import { plural, t } from "@lingui/core/macro";
import { Button } from "~/kit/Button";
import { list } from "~/kit/formats";
import css from "./SuggestionBar.module.css";

/** Why a reply cannot leave yet: what was somebody else's own is still to be put. */
export function GapNote({ gaps, onGo }: { gaps: string[]; onGo: () => void }) {
  const missing = list([...new Set(gaps)], "conjunction");
  return (
    <p className={css.gap} role="status">
      <span>{plural(gaps.length, { one: `Falta poner un dato antes de enviar: ${missing}.`, many: `Faltan # datos antes de enviar: ${missing}.`, other: `Faltan # datos antes de enviar: ${missing}.` })}</span>
      <Button look="bare" onClick={onGo}>{t`Ir al hueco`}</Button>
    </p>
  );
}
