import { t } from "@lingui/core/macro";
import type { AsideReason, TriageQuery } from "~/client/contract/triage";
import { Button } from "~/kit/Button";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";
import css from "./TriageList.module.css";
import { byWords } from "./words";

const REASONS = ["spam", "troll", "no_engagement", "courtesy", "duplicate", "test", "blocked", "other_app"] as const;
const BY = ["understanding", "rule", "person", "arrival"] as const;

type Days = "all" | "today" | "between";
interface Choice {
  id: string;
  name: string;
}

/** What narrows the list of what stands aside, in the address. A choice that is not in the lists comes from there and stays. */
export function AsideFilters({ said, today, brands, queues, teams, channels, reasonWords, onSay }: Props) {
  const field = (name: "reason" | "by" | "channel" | "brand" | "queue" | "team", label: string, choices: readonly Choice[]) => {
    const value = said[name] ?? "";
    const known = value === "" || choices.some((one) => one.id === value);
    return (
      <Select label={label} value={value} onChange={(event) => onSay({ ...said, [name]: event.target.value || undefined })}>
        <option value="">{t`todos`}</option>
        {known ? null : <option value={value}>{value === "none" ? t`ninguno` : t`los del enlace`}</option>}
        {choices.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
    );
  };
  const days: Days = said.today ? "today" : said.from || said.to ? "between" : "all";
  const choose = (next: Days) => {
    const span = next === "between" ? { from: today, to: today } : { from: undefined, to: undefined };
    onSay({ ...said, ...span, zone: undefined, today: next === "today" ? true : undefined });
  };
  return (
    <div className={css.filters} role="group" aria-label={t`Filtros`}>
      <Select label={t`Días`} value={days} onChange={(event) => choose(event.target.value as Days)}>
        <option value="all">{t`todos`}</option>
        <option value="today">{t`hoy`}</option>
        <option value="between">{t`entre dos fechas`}</option>
      </Select>
      {days === "between" ? (
        <>
          <Field label={t`Desde`} type="date" value={said.from ?? ""} max={said.to ?? ""} onChange={(event) => onSay({ ...said, from: event.target.value || undefined })} />
          <Field label={t`Hasta`} type="date" value={said.to ?? ""} min={said.from ?? ""} onChange={(event) => onSay({ ...said, to: event.target.value || undefined })} />
        </>
      ) : null}
      {field("reason", t`Motivo`, REASONS.map((id) => ({ id, name: reasonWords(id) })))}
      {field("by", t`Quién lo apartó`, BY.map((id) => ({ id, name: byWords(id) })))}
      {channels.length > 1 || said.channel ? field("channel", t`Canal`, channels) : null}
      {brands.length > 1 || said.brand ? field("brand", t`Marca`, brands) : null}
      {queues.length > 1 || said.queue ? field("queue", t`Cola`, queues) : null}
      {teams.length > 1 || said.team ? field("team", t`Equipo`, teams) : null}
      {Object.values(said).some(Boolean) ? (
        <Button look="bare" onClick={() => onSay({})}>
          {t`Quitar filtros`}
        </Button>
      ) : null}
    </div>
  );
}

interface Props {
  said: TriageQuery;
  /** The day that it is, where the browser is. */
  today: string;
  brands: readonly Choice[];
  queues: readonly Choice[];
  teams: readonly Choice[];
  channels: readonly Choice[];
  reasonWords: (reason: AsideReason) => string;
  onSay: (next: { [name in keyof TriageQuery]?: TriageQuery[name] | undefined }) => void;
}
