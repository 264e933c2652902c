import { t } from "@lingui/core/macro";
import { ArrowDown, ArrowUp, Flag } from "lucide-react";
import type { ReportLine, ReportMeasure, ReportTable } from "~/client/contract/reportsEndpoints";
import { lineName } from "./cutWords";
import { figureWords, groundWords, misses, promisedWords } from "./figureWords";
import { NumberButton } from "./NumberButton";
import { LocalChannels } from "./LocalChannels";
import css from "./Reports.module.css";

/** The numbers by one dimension; each head sorts, by keyboard too. The whole stands below, not among the lines. */
export function CutTable({ table, heads, sort, up, onSort, onOpen }: Props) {
  const shown = heads.flatMap((key) => table.measures.find((one) => one.key === key) ?? []);
  const lines = sorted(table.lines, sort, up, (line) => lineName(table.by, line.key, line.name));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className={css.scroll} role="region" aria-label={t`Cifras por dimensión`} tabIndex={0}>
      <table className={css.cut}>
        <thead>
          <tr>
            <Head words={t`Nombre`} id="name" sort={sort} up={up} onSort={onSort} />
            {table.by === "country" ? <th scope="col" className={css.there}>{t`Canales que hay allí`}</th> : null}
            {shown.map((one) => (
              <Head key={one.key} words={one.name} id={one.key} sort={sort} up={up} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{lineName(table.by, line.key, line.name)}</th>
              {table.by === "country" ? <LocalChannels channels={line.channels} /> : null}
              {shown.map((one) => (
                <Cell key={one.key} line={line} measure={one} onOpen={() => onOpen(one.key, line.key)} />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={table.by === "country" ? 2 : 1}>{t`Todo`}</th>
            {shown.map((one) => (
              <Cell key={one.key} line={{ key: "", name: "", figures: table.whole, channels: [] }} measure={one} onOpen={() => onOpen(one.key, null)} />
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Head({ words, id, sort, up, onSort }: { words: string; id: string; sort: string; up: boolean; onSort: (id: string) => void }) {
  const here = id === sort;
  const Arrow = up ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={here ? (up ? "ascending" : "descending") : "none"}>
      <button type="button" className={css.sort} onClick={() => onSort(id)}>
        {words}
        {here ? <Arrow size={12} aria-hidden /> : null}
      </button>
    </th>
  );
}

function Cell({ line, measure, onOpen }: { line: ReportLine; measure: ReportMeasure; onOpen: () => void }) {
  const figure = line.figures[measure.key];
  if (!figure) return <td><span className={css.cell}>{t`n/d`}</span></td>;
  const name = line.name ? `${measure.name}, ${line.name}` : measure.name;
  const ground = groundWords(measure, figure);
  const promised = promisedWords(measure, figure);
  const missed = misses(measure, figure.value) === true;
  return (
    <td data-missed={missed}>
      <span className={css.cell}>
        {missed ? <Flag size={12} role="img" aria-label={t`fuera de la meta`} /> : null}
        <NumberButton words={figureWords(measure, figure)} name={name} n={figure.n} onOpen={measure.parts.length > 0 ? onOpen : null} />
      </span>
      {ground ? <span className={css.reasons}>{ground}</span> : null}
      {promised ? <span className={css.reasons}>{promised}</span> : null}
    </td>
  );
}

/** Lines in order of a measure; those without a value come last, whichever way. */
function sorted(lines: readonly ReportLine[], sort: string, up: boolean, name: (line: ReportLine) => string): ReportLine[] {
  const way = up ? 1 : -1;
  return lines.toSorted((one, other) => {
    if (sort === "name") return way * name(one).localeCompare(name(other));
    const [a, b] = [one.figures[sort]?.value ?? null, other.figures[sort]?.value ?? null];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return way * (a - b);
  });
}

interface Props {
  table: ReportTable;
  heads: readonly string[];
  sort: string;
  up: boolean;
  onSort: (id: string) => void;
  onOpen: (measure: string, line: string | null) => void;
}
