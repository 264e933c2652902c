import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import { Button } from "~/kit/Button";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";
import css from "./AuditFilters.module.css";
import { auditVerbsQuery } from "./auditQueries";
import { PersonPick } from "./PersonPick";

export interface AuditChosen {
  actor: { id: Id; name: string } | null;
  object: { id: Id; name: string } | null;
  verb: string;
  since: string; // days
  until: string;
}

export const ALL_OF_IT: AuditChosen = { actor: null, object: null, verb: "", since: "", until: "" };

/** Which lines: who did it, upon what, what was done, when. */
export function AuditFilters({ chosen, onChange }: { chosen: AuditChosen; onChange: (chosen: AuditChosen) => void }) {
  const verbs = useQuery(auditVerbsQuery).data ?? [];
  const { actor, object } = chosen;
  return (
    <div className={css.filters} role="search">
      <div className={css.row}>
        <Select label={t`Qué se hizo`} value={chosen.verb} onChange={(event) => onChange({ ...chosen, verb: event.target.value })}>
          <option value="">{t`Todo`}</option>
          {verbs.map((one) => (
            <option key={one.verb} value={one.verb}>
              {one.words}
            </option>
          ))}
        </Select>
        <Field label={t`Desde`} type="date" value={chosen.since} max={chosen.until || undefined} onChange={(event) => onChange({ ...chosen, since: event.target.value })} />
        <Field label={t`Hasta`} type="date" value={chosen.until} min={chosen.since || undefined} onChange={(event) => onChange({ ...chosen, until: event.target.value })} />
      </div>
      <div className={css.who}>
        {actor ? (
          <Button onClick={() => onChange({ ...chosen, actor: null })}>{t`Quitar el filtro: lo que hizo ${actor.name}`}</Button>
        ) : (
          <PersonPick label={t`Solo lo que hizo alguien`} onPick={(id, name) => onChange({ ...chosen, actor: { id, name } })} />
        )}
        {object ? <Button onClick={() => onChange({ ...chosen, object: null })}>{t`Quitar el filtro: lo que pasó con ${object.name}`}</Button> : null}
      </div>
    </div>
  );
}
