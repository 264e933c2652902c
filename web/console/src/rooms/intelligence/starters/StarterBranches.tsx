import { t } from "@lingui/core/macro";
import type { Locale } from "~/client/contract/basics";
import type { StarterLeaf, StarterTree } from "~/client/contract/starterEndpoints";
import { Checkbox } from "~/kit/Checkbox";
import css from "./StarterPick.module.css";

/** The tree of a starter: what is ticked will be added, what was added is said and stays. */
export function StarterBranches({ tree, language, without, onLeaveOut }: Props) {
  return (
    <>
      {tree.branches.map((branch) => {
        const open = branch.leaves.filter((one) => one.tag_id === null).map((one) => one.code);
        const some = open.filter((one) => !without.has(one));
        return (
          <fieldset key={branch.code} className={css.branch}>
            <legend>{branch.name[language]}</legend>
            {open.length > 1 ? (
              <Checkbox label={t`Todas las de ${branch.name[language]}`} checked={some.length === open.length} onChange={(event) => onLeaveOut(open, !event.target.checked)} />
            ) : null}
            {branch.leaves.map((leaf) => (
              <div key={leaf.code} className={css.leaf}>
                <Checkbox
                  label={leaf.name[language]}
                  hint={`${leaf.when[language]} ${standingWords(leaf)}`}
                  checked={leaf.tag_id !== null || !without.has(leaf.code)}
                  disabled={leaf.tag_id !== null}
                  onChange={(event) => onLeaveOut([leaf.code], !event.target.checked)}
                />
                <details>
                  <summary>{t`Mensajes de ejemplo: ${leaf.name[language]}`}</summary>
                  <ul lang={language}>
                    {leaf.examples[language].map((text) => (
                      <li key={text}>{text}</li>
                    ))}
                  </ul>
                </details>
              </div>
            ))}
          </fieldset>
        );
      })}
    </>
  );
}

function standingWords(leaf: StarterLeaf): string {
  if (leaf.tag_id !== null) return t`Ya está agregada.`;
  return leaf.is_there ? t`Hay una etiqueta con ese nombre: se usa la que hay.` : "";
}

interface Props {
  tree: StarterTree;
  language: Locale;
  without: ReadonlySet<string>;
  onLeaveOut: (codes: string[], out: boolean) => void;
}
