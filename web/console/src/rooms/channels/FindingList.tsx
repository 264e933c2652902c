import { t } from "@lingui/core/macro";
import { Check, CircleHelp, Info, TriangleAlert } from "lucide-react";
import type { Finding } from "~/client/contract/connecting";
import css from "./FindingList.module.css";
import { saidWords } from "./saidWords";

const GLYPHS = { good: Check, noted: Info, bad: TriangleAlert, unknown: CircleHelp };

function stateWords(state: Finding["state"]): string {
  switch (state) {
    case "good":
      return t`bien`;
    case "noted":
      return t`a saber`;
    case "bad":
      return t`mal`;
    case "unknown":
      return t`no se sabe`;
  }
}

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
              <b>{saidWords(one.label)}</b> <span className={css.state}>{stateWords(one.state)}</span>
              {one.state === "good" ? null : (
                <>
                  <p>{saidWords(one.fact)}</p>
                  {saidWords(one.remedy) ? <p className={css.remedy}>{saidWords(one.remedy)}</p> : null}
                </>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
