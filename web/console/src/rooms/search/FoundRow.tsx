import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { memo, type ReactNode } from "react";
import type { FoundCase, Passage } from "~/client/contract/search";
import { exactMoment, moment } from "~/kit/formats";
import { nameWords } from "~/kit/nameWords";
import css from "./FoundRow.module.css";
import { stateWords } from "./foundWords";
import { Marked } from "./Marked";

/** A found case: who and which, and the places that say it; each opens the case there. */
export const FoundRow = memo(function FoundRow({ found, find, selected, glyph, now, onOpen }: Props) {
  const [first, ...others] = found.passages;
  // the subject stands once: as what was found, or above it
  const subject = first?.kind === "case" ? "" : found.subject;
  const link = (passage: Passage | undefined) => ({
    to: "/cases/$view/$caseId" as const,
    params: { view: "search", caseId: found.id },
    search: { find, ...(passage && passage.kind !== "case" ? { message: passage.id } : {}) },
    onClick: onOpen,
  });
  return (
    <li className={css.found} aria-current={selected ? "true" : undefined} data-found={found.id}>
      <Link {...link(first)} activeProps={{}} className={css.first}>
        <span className={css.head}>
          <span className={css.glyph}>{glyph}</span>
          <b className="cut">{found.contact_name ? <Marked segments={found.contact} /> : nameWords(found.contact_name)}</b>
          <span className={css.number}>#{found.number}</span>
          <span className="space" />
          <span className={css.state}>{stateWords(found)}</span>
          <time dateTime={(first ?? { at: found.last_message_at }).at} title={exactMoment((first ?? { at: found.last_message_at }).at)}>
            {moment((first ?? { at: found.last_message_at }).at, now)}
          </time>
        </span>
        {subject || found.holder ? (
          <span className={css.subject}>
            <span className="cut">{subject}</span>
            {found.holder ? <span className={css.holder}>{found.holder}</span> : null}
          </span>
        ) : null}
        {first ? <Place passage={first} /> : null}
      </Link>
      {others.map((one) => (
        <Link key={one.id} {...link(one)} activeProps={{}} className={css.other}>
          <Place passage={one} />
          <time dateTime={one.at} title={exactMoment(one.at)}>
            {moment(one.at, now)}
          </time>
        </Link>
      ))}
    </li>
  );
});

function Place({ passage }: { passage: Passage }) {
  return (
    <span className={css.passage}>
      {passage.kind === "note" ? <Lock size={12} role="img" aria-hidden={false} aria-label={t`Nota`} /> : null}
      {passage.kind === "case" ? null : <i>{passage.author_kind === "contact" ? nameWords(passage.author) : passage.author || t`Sistema`}: </i>}
      <Marked segments={passage.segments} />
    </span>
  );
}

interface Props {
  found: FoundCase;
  find: string;
  selected: boolean;
  glyph: ReactNode;
  now: number;
  onOpen: () => void;
}
