import { t } from "@lingui/core/macro";
import { Minus, Pencil, Plus } from "lucide-react";
import type { ConfigurationPlan } from "~/client/contract/configuration";
import css from "./Changes.module.css";
import { changeWords } from "./configurationWords";

const GLYPHS = { add: Plus, change: Pencil, remove: Minus };

/** What a file would change: in sentences, and line by line. */
export function Changes({ plan }: { plan: ConfigurationPlan }) {
  const left = plan.left;
  return (
    <div className={css.changes}>
      {plan.changes.length === 0 ? <p role="status">{t`Nada: el archivo dice lo que ya hay.`}</p> : null}
      <ul className={css.list}>
        {plan.changes.map((one) => {
          const Glyph = GLYPHS[one.kind];
          return (
            <li key={`${one.part}/${one.key}`} data-kind={one.kind}>
              <Glyph size={14} aria-hidden />
              {changeWords(one)}
            </li>
          );
        })}
      </ul>
      {left > 0 ? <p className={css.quiet}>{t`Se quedan como están, sin nombrarse en el archivo: ${left}`}</p> : null}
      {plan.text ? (
        <details>
          <summary>{t`Línea por línea`}</summary>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
          <pre className={css.text} tabIndex={0}>
            {plan.text.split("\n").map((line, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- lines of one text, never moved
              <span key={place} data-sign={line.charAt(0)}>
                {line}
                {"\n"}
              </span>
            ))}
          </pre>
        </details>
      ) : null}
    </div>
  );
}
