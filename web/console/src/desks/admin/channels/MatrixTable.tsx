import { t } from "@lingui/core/macro";
import type { ChannelStanding } from "~/client/contract/standingEndpoints";
import { Button } from "~/kit/Button";
import { DataTable } from "~/kit/DataTable";
import { count } from "~/kit/formats";
import { saidWords } from "~/rooms/channels/saidWords";
import css from "./AccountsPage.module.css";

/** Every channel with its tier, its rhythm, who cares, whether it is offered; a choice is kept at once. */
export function MatrixTable({ channels, may, onSay }: Props) {
  return (
    <DataTable
      dense
      label={t`Canales`}
      rows={channels}
      keyOf={(one) => one.channel}
      columns={[
        { id: "name", head: t`Canal`, cell: (one) => saidWords(one.name) },
        { id: "accounts", head: t`Cuentas`, align: "end", cell: (one) => count(one.accounts) },
        {
          id: "tier",
          head: t`Nivel`,
          cell: (one) => (
            <Choice
              label={t`Nivel de ${saidWords(one.name)}`}
              may={may}
              value={String(one.tier)}
              options={[["1", t`1, principal`], ["2", t`2, secundario`], ["3", t`3, bajo`]]}
              onChoose={(tier) => onSay(one, { tier: Number(tier) as ChannelStanding["tier"] })}
            />
          ),
        },
        {
          id: "live",
          head: t`Ritmo`,
          cell: (one) => (
            <Choice
              label={t`Ritmo de ${saidWords(one.name)}`}
              may={may}
              value={one.live ? "live" : "later"}
              options={[["live", t`En vivo`], ["later", t`Asíncrono`]]}
              onChoose={(rhythm) => onSay(one, { live: rhythm === "live" })}
            />
          ),
        },
        {
          id: "care",
          head: t`Quién atiende`,
          cell: (one) => (
            <Choice
              label={t`Quién atiende en ${saidWords(one.name)}`}
              may={may}
              value={one.care}
              options={[["brand", t`La marca`], ["self", t`Autoservicio`], ["both", t`Ambos`]]}
              onChoose={(care) => onSay(one, { care: care as ChannelStanding["care"] })}
            />
          ),
        },
        {
          id: "offered",
          head: t`Se ofrece`,
          cell: (one) => (
            <Choice
              label={t`Si se ofrece ${saidWords(one.name)}`}
              may={may}
              value={one.offered ? "yes" : "no"}
              options={[["yes", t`sí`], ["no", t`no`]]}
              onChoose={(said) => onSay(one, { offered: said === "yes" })}
            />
          ),
        },
        {
          id: "said",
          head: t`De dónde viene`,
          cell: (one) =>
            one.said === "here" ? (
              <span className={css.name}>
                {t`de aquí`}
                {may ? <Button look="bare" onClick={() => onSay(one, null)}>{t`Quitar`}</Button> : null}
              </span>
            ) : (
              <span className={css.quiet}>{one.said === "wider" ? t`de más arriba` : t`lo habitual`}</span>
            ),
        },
      ]}
    />
  );
}

function Choice({ label, may, value, options, onChoose }: { label: string; may: boolean; value: string; options: [string, string][]; onChoose: (value: string) => void }) {
  return (
    <select className={css.pick} aria-label={label} disabled={!may} value={value} onChange={(event) => onChoose(event.target.value)}>
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  );
}

interface Props {
  channels: ChannelStanding[];
  may: boolean;
  /** Null takes the word back. */
  onSay: (one: ChannelStanding, part: Partial<ChannelStanding> | null) => void;
}
