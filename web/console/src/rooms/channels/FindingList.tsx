import { t } from "@lingui/core/macro";
import { Check, CircleHelp, TriangleAlert } from "lucide-react";
import type { Finding } from "~/client/contract/connecting";
import css from "./FindingList.module.css";
import { saidWords } from "./saidWords";

const GLYPHS = { good: Check, bad: TriangleAlert, unknown: CircleHelp };

/** What a look at an account found: each check with what is wrong and its remedy. */
export function FindingList({ findings }: { findings: Finding[] }) {
  return (
    <ul className={css.list} aria-label={t`Resultado de la comprobación`}>
      {findings.map((one) => {
        const Glyph = GLYPHS[one.state];
        return (
          <li key={one.check} data-state={one.state}>
            <Glyph size={16} aria-hidden />
            <div>
              <b>{saidWords(one.label)}</b> <span className={css.state}>{one.state === "good" ? t`bien` : one.state === "bad" ? t`mal` : t`no se sabe`}</span>
              {one.state === "good" ? null : (
                <>
                  <p>{saidWords(one.fact)}</p>
                  <p className={css.remedy}>{saidWords(one.remedy)}</p>
                </>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
