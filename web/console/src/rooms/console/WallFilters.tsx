import { t } from "@lingui/core/macro";
import type { FloorQuery } from "~/client/contract/floorEndpoints";
import type { Brand, Queue, Team } from "~/client/contract/who";
import { Select } from "~/kit/Select";
import css from "./WallFilters.module.css";

/** Which part of one's reach is looked at. A choice that is not in the lists comes from the address and stays. */
export function WallFilters({ part, brands, queues, teams, onChange }: Props) {
  const field = (name: keyof FloorQuery, label: string, all: string, choices: readonly { id: string; name: string }[]) => (
    <Select label={label} value={part[name] ?? ""} onChange={(event) => onChange({ ...part, [name]: event.target.value || undefined })}>
      <option value="">{all}</option>
      {choices.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </Select>
  );
  return (
    <div className={css.filters} role="group" aria-label={t`Qué parte se mira`}>
      {brands.length > 1 ? field("brand", t`Marca`, t`Todas las marcas`, brands) : null}
      {field("queue", t`Cola`, t`Todas las colas`, queues)}
      {teams.length > 1 ? field("team", t`Equipo`, t`Todos los equipos`, teams) : null}
    </div>
  );
}

interface Props {
  part: FloorQuery;
  brands: readonly Brand[];
  queues: readonly Queue[];
  teams: readonly Team[];
  onChange: (part: { [name in keyof FloorQuery]?: string | undefined }) => void;
}
