import { t } from "@lingui/core/macro";
import { ListFilter, X } from "lucide-react";
import type { ReactNode } from "react";
import type { CaseFilter } from "~/client/contract/lists";
import { type Field, FIELDS } from "./filters";
import { fieldWords } from "./filterWords";
import css from "./FilterBar.module.css";

/** What narrows the list, a chip a field: press one to change it, or take it off. */
export function FilterBar({ filter, valueWords, onField, onOff, children }: Props) {
  const active = FIELDS.filter((field) => (filter[field]?.length ?? 0) > 0);
  return (
    <div className={css.bar} role="group" aria-label={t`Filtros`}>
      {active.map((field) => {
        const values: readonly string[] = filter[field] ?? [];
        const words = values.map((value) => valueWords(field, value)).join(", ");
        return (
          <span key={field} className={css.chip}>
            <button type="button" className={`${css.words} cut`} onClick={() => onField(field)} title={t`Cambiar el filtro`}>
              <em>{fieldWords(field)}:</em> {words}
            </button>
            <button type="button" className={css.off} aria-label={t`Quitar el filtro ${fieldWords(field)}`} onClick={() => onOff(field)}>
              <X size={12} aria-hidden />
            </button>
          </span>
        );
      })}
      <button type="button" className={css.add} onClick={() => onField(null)}>
        <ListFilter size={12} aria-hidden />
        {t`Filtrar`}
      </button>
      {children}
    </div>
  );
}

interface Props {
  filter: CaseFilter;
  valueWords: (field: Field, value: string) => string;
  /** Choose values of a field, or of any. */
  onField: (field: Field | null) => void;
  onOff: (field: Field) => void;
  children?: ReactNode;
}
