import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Surface } from "~/client/contract/lists";
import type { Terms } from "~/client/contract/promises";
import type { Brand } from "~/client/contract/who";
import { nameOf } from "~/kit/formats";
import { Select } from "~/kit/Select";
import { placesQuery } from "~/rooms/brands/queries";
import { teamsQuery } from "~/rooms/cases/queries";
import { CHANNELS } from "~/rooms/channels/registered";
import { channelWords } from "~/rooms/channels/channelWords";
import { SURFACES } from "~/rooms/sla/policyWords";
import { customersQuery } from "~/rooms/sla/queries";
import css from "./Fields.module.css";
import { PRIORITIES } from "./scopeWords";

/** Which messages a policy is for; what is left open fits all. */
export function ScopeFields({ terms, brands, onChange }: Props) {
  const places = Object.keys(useQuery(placesQuery).data ?? {});
  const teams = useQuery(teamsQuery).data ?? [];
  const customers = useQuery(customersQuery).data;
  const countries = terms.country && !places.includes(terms.country) ? [terms.country, ...places] : places;
  const any = <option value="">{t`Cualquiera`}</option>;
  const text = (value: string) => value || null;
  const number = (value: string) => (value === "" ? null : Number(value));
  return (
    <div className={css.grid}>
      <Select label={t`Canal`} value={terms.channel ?? ""} onChange={(event) => onChange({ channel: text(event.target.value) })}>
        {any}
        {[...new Set([...CHANNELS, ...(terms.channel ? [terms.channel] : [])])].map((one) => (
          <option key={one} value={one}>
            {channelWords(one)}
          </option>
        ))}
      </Select>
      <Select
        label={t`Por dónde`}
        value={terms.surface ?? ""}
        onChange={(event) => onChange({ surface: text(event.target.value) as Surface | null })}
      >
        {any}
        {(Object.keys(SURFACES) as Surface[]).map((one) => (
          <option key={one} value={one}>
            {SURFACES[one]()}
          </option>
        ))}
      </Select>
      <Select label={t`Marca`} value={terms.brand_id ?? ""} onChange={(event) => onChange({ brand_id: text(event.target.value) })}>
        {any}
        {brands.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      <Select label={t`País`} value={terms.country ?? ""} onChange={(event) => onChange({ country: text(event.target.value) })}>
        {any}
        {countries
          .map((code): [string, string] => [code, nameOf("region", code)])
          .toSorted((one, other) => one[1].localeCompare(other[1]))
          .map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
      </Select>
      <Select label={t`Nivel del canal`} value={terms.tier ?? ""} onChange={(event) => onChange({ tier: number(event.target.value) })}>
        {any}
        {[1, 2, 3].map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </Select>
      <Select label={t`Prioridad`} value={terms.priority ?? ""} onChange={(event) => onChange({ priority: number(event.target.value) })}>
        {any}
        {PRIORITIES.map(([one, words]) => (
          <option key={one} value={one}>
            {words()}
          </option>
        ))}
      </Select>
      <Select label={t`Equipo que atiende`} value={terms.team_id ?? ""} onChange={(event) => onChange({ team_id: text(event.target.value) })}>
        {any}
        {teams.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      <Select label={t`Distintivo del contacto`} value={terms.flag ?? ""} onChange={(event) => onChange({ flag: text(event.target.value) })}>
        {any}
        {[...new Set([...(customers?.flags ?? []), ...(terms.flag ? [terms.flag] : [])])].map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </Select>
      {terms.organisation_id || (customers?.organisations.length ?? 0) > 0 ? (
        <Select
          label={t`Organización cliente`}
          value={terms.organisation_id ?? ""}
          onChange={(event) => onChange({ organisation_id: text(event.target.value) })}
        >
          {any}
          {(customers?.organisations ?? []).map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      ) : null}
    </div>
  );
}

interface Props {
  terms: Terms;
  brands: Brand[];
  onChange: (part: Partial<Terms>) => void;
}
