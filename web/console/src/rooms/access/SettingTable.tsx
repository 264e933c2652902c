import { t } from "@lingui/core/macro";
import { Lock } from "lucide-react";
import { useState } from "react";
import type { RoleView, Unit } from "~/client/contract/people";
import type { KnownSetting, SettingRow } from "~/client/contract/settingsEndpoints";
import { type Column, DataTable } from "~/kit/DataTable";
import { shortDay } from "~/kit/formats";
import { now } from "~/kit/now";
import css from "./Access.module.css";
import { SettingDialog } from "./SettingDialog";
import { indented } from "./unitTree";
import { type Held, heldIn, settingName, settingValue } from "./unitSettings";

/** One setting in each unit: what holds, whose word it is, whether it is locked and why. */
export function SettingTable({ known, said, names, units, roles, may }: Props) {
  const [open, setOpen] = useState<Unit | null>(null);
  const rows = units.map((unit) => ({ unit, held: heldIn(unit, known, said, units) }));
  return (
    <>
      <DataTable
        label={settingName(known.key)}
        columns={columnsOf(known, names, units, roles)}
        rows={rows}
        keyOf={(row) => row.unit.id}
        dense
        {...(may ? { onOpen: (row: Row) => setOpen(row.unit) } : {})}
      />
      {open ? <SettingDialog known={known} unit={open} held={heldIn(open, known, said, units)} units={units} roles={roles} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function columnsOf(known: KnownSetting, names: Record<string, string>, units: readonly Unit[], roles: readonly RoleView[]): Column<Row>[] {
  return [
    { id: "unit", head: t`Unidad`, cell: ({ unit }) => indented(unit) },
    { id: "value", head: t`Valor`, cell: ({ held }) => settingValue(known, held.value, roles) },
    {
      id: "from",
      head: t`De dónde viene`,
      cell: ({ held }) => (held.own ? t`propio` : held.from ? t`de ${held.from.name}` : t`de fábrica`),
    },
    {
      id: "lock",
      head: t`Bloqueo`,
      cell: ({ held }) => {
        const lock = held.lockedBy ?? (held.own?.locked ? held.own : null);
        if (!lock) return "–";
        const where = units.find((one) => one.id === lock.unit_id)?.name ?? "";
        return (
          <span className={css.line}>
            <Lock size={12} aria-hidden />
            {held.lockedBy ? t`bloqueado en ${where}: ${lock.reason}` : t`bloqueado hacia abajo: ${lock.reason}`}
          </span>
        );
      },
    },
    {
      id: "by",
      head: t`Quién lo cambió`,
      cell: ({ held }) => (held.own ? `${names[held.own.set_by ?? ""] ?? t`el sistema`}, ${shortDay(held.own.set_at, now())}` : "–"),
    },
  ];
}

interface Row {
  unit: Unit;
  held: Held;
}

interface Props {
  known: KnownSetting;
  said: readonly SettingRow[];
  names: Record<string, string>;
  units: readonly Unit[];
  roles: readonly RoleView[];
  may: boolean;
}
