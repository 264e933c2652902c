import { t } from "@lingui/core/macro";
import { EyeOff } from "lucide-react";
import type { CaseRow } from "~/client/contract/lists";
import { type Column, DataTable } from "~/kit/DataTable";
import { longSpan } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { nameWords } from "~/kit/nameWords";
import { useNow } from "~/kit/now";
import css from "./CaseTable.module.css";

/** Cases in a table, to pick several of and to open, also in silence. */
export function CaseTable({ label, rows, picked, onPick, onOpen, onWatch, clock, empty }: Props) {
  const now = useNow(10_000);
  const all = rows.length > 0 && rows.every((one) => picked.has(one.id));
  const columns: Column<CaseRow>[] = [
    {
      id: "subject",
      head: t`Caso`,
      cell: (one) => (
        <>
          {one.subject || nameWords(one.contact.name)} <span className={css.number}>{one.number}</span>
        </>
      ),
    },
    { id: "clock", head: t`Promesa`, cell: (one) => clock(one) },
    { id: "contact", head: t`Contacto`, cell: (one) => nameWords(one.contact.name) },
    { id: "holder", head: t`A cargo`, cell: (one) => one.holder?.name ?? t`Nadie` },
    { id: "last", head: t`Último mensaje hace`, align: "end", cell: (one) => longSpan(now - Date.parse(one.last_message_at)) },
    {
      id: "pick",
      head: t`Elegir`,
      unseen: true,
      align: "end",
      cell: (one) => (
        <span className={css.deeds}>
          {onWatch ? <IconButton icon={EyeOff} name={t`Mirar en silencio el caso ${one.number}`} onClick={() => onWatch(one)} /> : null}
          <input type="checkbox" className={css.box} aria-label={t`Elegir el caso ${one.number}`} checked={picked.has(one.id)} onChange={(event) => onPick([one.id], event.target.checked)} />
        </span>
      ),
    },
  ];
  return (
    <>
      {rows.length > 0 ? (
        <label className={css.all}>
          <input type="checkbox" className={css.box} checked={all} onChange={(event) => onPick(rows.map((one) => one.id), event.target.checked)} />
          {t`Elegir todos los de la lista`}
        </label>
      ) : null}
      <DataTable dense label={label} columns={columns} rows={rows} keyOf={(one) => one.id} onOpen={onOpen} empty={empty} />
    </>
  );
}

interface Props {
  label: string;
  rows: readonly CaseRow[];
  picked: ReadonlySet<string>;
  onPick: (ids: readonly string[], on: boolean) => void;
  onOpen: (one: CaseRow) => void;
  /** Absent for whoever may not look in silence. */
  onWatch: ((one: CaseRow) => void) | undefined;
  /** How its promise is shown: a room of its own knows. */
  clock: (one: CaseRow) => React.ReactNode;
  empty: React.ReactNode;
}
