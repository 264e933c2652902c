import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { CaseRow } from "~/client/contract/lists";
import { shortDay } from "~/kit/formats";
import { useNow } from "~/kit/now";
import css from "./ContactPanel.module.css";

export function PreviousCases({ rows, view, glyph }: { rows: CaseRow[]; view: string; glyph: (channel: string) => ReactNode }) {
  const now = useNow();
  if (rows.length === 0) return null;
  return (
    <section className={css.section} aria-label={t`Casos anteriores`}>
      <h3>
        {t`Casos anteriores`}
        <span>{rows.length}</span>
      </h3>
      {rows.map((one) => (
        <Link key={one.id} className={css.past} to="/cases/$view/$caseId" params={{ view, caseId: one.id }}>
          {glyph(one.channel)}
          <span className="cut">{one.subject || one.preview || `#${one.number}`}</span>
          <span>{`${shortDay(one.opened_at, now)}, ${stateWords(one)}`}</span>
        </Link>
      ))}
    </section>
  );
}

function stateWords(row: CaseRow): string {
  if (row.set_aside) return t`apartado`;
  switch (row.state) {
    case "open":
      return t`abierto`;
    case "resolved":
      return t`resuelto`;
    case "closed":
      return t`cerrado`;
    default:
      return row.state satisfies never;
  }
}
