import { t } from "@lingui/core/macro";
import { Fragment } from "react";
import type { RoleView } from "~/client/contract/people";
import { Empty } from "~/kit/Empty";
import css from "./RoleMatrix.module.css";
import { roleName } from "./roleWords";
import { verbGroups } from "./verbWords";

/** Verbs in groups as rows, roles as columns. Head and first column stay in sight; each cell says yes or no in words too. */
export function RoleMatrix({ roles, words, onOpen }: { roles: readonly RoleView[]; words: string; onOpen: (code: string) => void }) {
  const needle = words.trim().toLocaleLowerCase();
  const groups = verbGroups()
    .map((group) => ({ ...group, verbs: group.verbs.filter((one) => `${group.name} ${one.name} ${one.means} ${one.verb}`.toLocaleLowerCase().includes(needle)) }))
    .filter((group) => group.verbs.length > 0);
  if (groups.length === 0) return <Empty words={t`Ningún permiso con esas palabras.`} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className={css.scroll} role="region" aria-label={t`Qué puede hacer cada rol`} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col" className={css.corner}>
              {t`Permiso`}
            </th>
            {roles.map((role) => (
              <th key={role.code} scope="col">
                <button type="button" className={css.role} onClick={() => onOpen(role.code)}>
                  {roleName(role)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Fragment key={group.id}>
              <tr className={css.group}>
                <th scope="colgroup" colSpan={roles.length + 1}>
                  <span>{group.name}</span>
                </th>
              </tr>
              {group.verbs.map((one) => (
                <tr key={one.verb}>
                  <th scope="row">
                    <span className={css.verb}>{one.name}</span>
                    <span className={css.means}>{one.means}</span>
                  </th>
                  {roles.map((role) => {
                    const may = role.verbs.includes(one.verb);
                    return (
                      <td key={role.code} data-may={may}>
                        <span aria-hidden>{may ? "●" : "·"}</span>
                        <span className="unseen">{may ? t`sí` : t`no`}</span>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
