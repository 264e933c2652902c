import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReportFilter } from "~/client/contract/reportsEndpoints";
import { Button } from "~/kit/Button";
import { nameOf } from "~/kit/formats";
import { Select } from "~/kit/Select";
import { cutWords } from "./cutWords";
import { reportChoicesQuery } from "./queries";
import css from "./Reports.module.css";

const SHOWN = ["unit", "brand", "country", "queue", "team", "agent"] as const;

/** What narrows a report, all of it at once. What a person cannot choose from is not shown. */
export function ReportFilters({ filter, onChange }: { filter: ReportFilter; onChange: (filter: ReportFilter) => void }) {
  const { data: choices } = useQuery(reportChoicesQuery);
  const set = Object.keys(filter).length > 0;
  return (
    <div className={css.filters} role="group" aria-label={t`Filtros`}>
      {SHOWN.map((name) => {
        const values = choices?.[name] ?? [];
        if (values.length < 2) return null;
        return (
          <Select key={name} label={cutWords(name)} value={filter[name] ?? ""} onChange={(event) => onChange({ ...filter, [name]: event.target.value })}>
            <option value="">{t`Todo`}</option>
            {values.map((one) => (
              <option key={one.key} value={one.key}>
                {name === "country" ? nameOf("region", one.key) : one.name}
              </option>
            ))}
          </Select>
        );
      })}
      {set ? (
        <Button look="bare" onClick={() => onChange({})}>
          {t`Quitar filtros`}
        </Button>
      ) : null}
    </div>
  );
}
