import { plural, t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import { CircleQuestionMark, Frown, Pencil, TriangleAlert } from "lucide-react";
import { type CSSProperties, memo, type ReactNode } from "react";
import type { Viewer } from "~/client/contract/cases";
import type { CaseRow as Row } from "~/client/contract/lists";
import { cx } from "~/kit/cx";
import { Face } from "~/kit/Face";
import { nameWords } from "~/kit/nameWords";
import { Stars } from "~/kit/Stars";
import css from "./CaseRow.module.css";
import { PriorityGlyph } from "./PriorityGlyph";
import { RestChip } from "./RestChip";
import { RowViewers } from "./RowViewers";

/** What the list knows of a row besides the row: it comes from the rooms of promises and channels. */
export interface Around {
  glyph: ReactNode;
  chip: ReactNode;
  used: number;
  tone: "approaching" | "breached" | null;
  /** One has begun to write here. */
  draft: boolean;
}

/** One case in the list: who, what about, what was said last, and how its promise stands. Scrolling draws it once. */
export const CaseRow = memo(function CaseRow({ row, view, selected, around: aroundOf, viewers, myId, onNear }: Props) {
  const around = aroundOf(row);
  const near = () => onNear(row.id);
  const subject = row.subject || `#${row.number}`;
  const held = row.holder !== null && row.holder.id !== myId;
  const marked = around.draft || row.uncertain + row.failed > 0 || row.at_risk || row.priority !== "normal" || held;
  return (
    <Link
      to="/cases/$view/$caseId"
      params={{ view, caseId: row.id }}
      search={(kept) => ({ ...kept, side: undefined, message: undefined })}
      className={cx(css.row, row.unread > 0 && css.new, around.tone && css[around.tone])}
      style={{ "--used": `${Math.round(around.used * 100)}%` } as CSSProperties}
      activeProps={{}}
      aria-current={selected ? "true" : undefined}
      onMouseEnter={near}
      onFocus={near}
      data-case={row.id}
    >
      <span className={css.glyph}>{around.glyph}</span>
      <span className={css.name}>
        <span className="cut">{nameWords(row.contact.name)}</span>
        {row.unread > 0 ? (
          <>
            <span className={css.dot} aria-hidden />
            <span className="unseen">{plural(row.unread, { one: "# sin leer", many: "# sin leer", other: "# sin leer" })}</span>
          </>
        ) : null}
        {viewers ? <RowViewers viewers={viewers} myId={myId} /> : null}
      </span>
      <span className={css.chip}>{row.waiting ? <RestChip waiting={row.waiting} /> : around.chip}</span>
      <span className={cx(css.words, "cut", !marked && css.whole)}>
        {row.rating ? <Stars count={row.rating} /> : null} <em>{subject}</em> {row.preview_by === "user" && row.preview ? t`Nosotros: ` : ""}
        {row.preview}
      </span>
      <span className={css.marks}>
        {around.draft ? <Pencil size={14} role="img" aria-hidden={false} aria-label={t`Con borrador`} /> : null}
        {row.uncertain > 0 ? (
          <CircleQuestionMark size={14} className={css.doubt} role="img" aria-hidden={false} aria-label={t`Entrega incierta`} />
        ) : null}
        {row.failed > 0 ? (
          <TriangleAlert size={14} className={css.failed} role="img" aria-hidden={false} aria-label={t`Entrega fallida`} />
        ) : null}
        {row.at_risk ? <Frown size={14} className={css.doubt} role="img" aria-hidden={false} aria-label={t`Puede terminar mal, según lo previsto`} /> : null}
        <PriorityGlyph priority={row.priority} />
        {row.holder && held ? (
          <span title={row.holder.name}>
            <Face name={row.holder.name} />
            <span className="unseen">{t`Lo tiene ${row.holder.name}`}</span>
          </span>
        ) : null}
      </span>
    </Link>
  );
});

interface Props {
  row: Row;
  view: string;
  selected: boolean;
  around: (row: Row) => Around;
  /** Who looks at it now, whoever reads this among them. */
  viewers: Viewer[] | undefined;
  myId: string;
  onNear: (caseId: string) => void;
}
