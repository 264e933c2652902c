import { plural, t } from "@lingui/core/macro";
import type { FoundCase, Hint } from "~/client/contract/search";

const DAY = 86_400_000;

export function stateWords(found: FoundCase): string {
  if (found.set_aside) return t`apartado`;
  if (found.state === "resolved") return t`resuelto`;
  if (found.state === "closed") return t`cerrado`;
  return found.waiting_on ? t`en espera` : t`abierto`;
}

/** How long a history is, as a sentence goes on with it: "3 años de historia". */
export function ageWords(oldest: string | null, now: number): string {
  const days = oldest ? Math.max(0, Math.floor((now - Date.parse(oldest)) / DAY)) : 0;
  const years = Math.floor(days / 365);
  const months = Math.floor(days / 30);
  if (years > 0) return plural(years, { one: "# año de historia", many: "# años de historia", other: "# años de historia" });
  if (months > 0) return plural(months, { one: "# mes de historia", many: "# meses de historia", other: "# meses de historia" });
  if (days > 0) return plural(days, { one: "# día de historia", many: "# días de historia", other: "# días de historia" });
  return t`la historia de hoy`;
}

/** What was not understood, and what may have been meant. */
export function hintWords(hint: Hint): string {
  const near = hint.suggestions.join(", ");
  switch (hint.code) {
    case "unknown_filter":
      return near
        ? t`“${hint.text}” no es un filtro: se buscó como palabra. Parecidos: ${near}.`
        : t`“${hint.text}” no es un filtro: se buscó como palabra.`;
    case "unknown_value": {
      const value = hint.text.slice(hint.text.indexOf(":") + 1);
      return near ? t`Nada se llama “${value}”. Parecidos: ${near}.` : t`Nada se llama “${value}”.`;
    }
    case "only_excluded":
      return t`Solo hay exclusiones. Falta algo que buscar.`;
    default:
      return hint.code satisfies never;
  }
}
