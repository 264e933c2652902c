import { t } from "@lingui/core/macro";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { TriageRow } from "~/client/contract/triage";
import { Chip } from "~/kit/Chip";
import { moment, percent } from "~/kit/formats";
import { useNow } from "~/kit/now";
import css from "./TriageList.module.css";
import { byWords } from "./words";

/** What stands aside, a line each: `j` and `k` go, the space bar opens the text, and the page's own keys act. */
export function TriageList({ label, rows, keys, deeds, channel, reason }: Props) {
  const now = useNow(10_000);
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState<string | null>(null);
  const go = (from: HTMLElement, step: number) => {
    const lines = [...(list.current?.querySelectorAll<HTMLElement>("[data-line]") ?? [])];
    lines[lines.indexOf(from) + step]?.focus();
  };
  const onKey = (event: KeyboardEvent<HTMLButtonElement>, row: TriageRow) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === "j" || event.key === "ArrowDown" ? 1 : event.key === "k" || event.key === "ArrowUp" ? -1 : 0;
    const act = keys[event.key];
    if (step === 0 && !act) return;
    event.preventDefault();
    event.stopPropagation();
    if (step !== 0) go(event.currentTarget, step);
    else if (act) {
      const line = event.currentTarget;
      const next = line.closest("li")?.nextElementSibling ?? line.closest("li")?.previousElementSibling;
      next?.querySelector<HTMLElement>("[data-line]")?.focus();
      act(row);
    }
  };
  return (
    <ul ref={list} className={css.list} aria-label={label}>
      {rows.map((row) => (
        <li key={row.id} className={css.row}>
          <button type="button" data-line className={css.line} aria-expanded={open === row.id} onClick={() => setOpen(open === row.id ? null : row.id)} onKeyDown={(event) => onKey(event, row)}>
            <span className={css.head}>
              <Chip tone="line">{reason(row.reason)}</Chip>
              <b>{row.contact}</b>
              <span>{`#${row.number}`}</span>
              <span>{channel(row.channel)}</span>
              <span>{moment(row.at, now)}</span>
              <span>{row.by_name ? t`por ${row.by_name}` : t`por ${byWords(row.by)}`}</span>
              {row.score !== null && row.reason !== "" ? <span title={t`Qué tan probable era que nadie tuviera que responder`}>{percent(row.score)}</span> : null}
              {row.answer ? <span>{answerWords(row.answer)}</span> : null}
            </span>
            <span className={open === row.id ? css.whole : css.text}>{row.text || t`(sin texto)`}</span>
          </button>
          <span className={css.deeds}>{deeds(row)}</span>
        </li>
      ))}
    </ul>
  );
}

function answerWords(answer: Exclude<TriageRow["answer"], "">): string {
  switch (answer) {
    case "hidden":
      return t`se ocultó`;
    case "cannot_hide":
      return t`este canal no deja ocultarlo`;
    case "replied":
      return t`se le respondió una vez`;
    case "replied_before":
      return t`ya se le había respondido`;
    case "refused":
      return t`la respuesta no pudo salir`;
    default:
      return answer satisfies never;
  }
}

interface Props {
  label: string;
  rows: TriageRow[];
  /** What a key does to the line that has the focus. */
  keys: Record<string, (row: TriageRow) => void>;
  deeds: (row: TriageRow) => ReactNode;
  channel: (channel: string) => string;
  reason: (reason: TriageRow["reason"]) => string;
}
