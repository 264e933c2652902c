import { t } from "@lingui/core/macro";
import { Checkbox } from "~/kit/Checkbox";
import css from "./RoleVerbs.module.css";
import { verbGroups } from "./verbWords";

/** Verbs in groups, to read or to choose. What `mine` does not hold cannot be added. */
export function RoleVerbs({ chosen, mine, onChange }: { chosen: readonly string[]; mine?: readonly string[]; onChange?: (verbs: string[]) => void }) {
  const groups = verbGroups();
  if (!onChange)
    return (
      <div className={css.groups}>
        {groups
          .map((group) => ({ ...group, verbs: group.verbs.filter((one) => chosen.includes(one.verb)) }))
          .filter((group) => group.verbs.length > 0)
          .map((group) => (
            <section key={group.id} aria-label={group.name}>
              <h3 className={css.group}>{group.name}</h3>
              <ul className={css.list}>
                {group.verbs.map((one) => (
                  <li key={one.verb}>
                    {one.name}
                    <p className={css.means}>{one.means}</p>
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </div>
    );
  return (
    <div className={css.groups}>
      {groups.map((group) => (
        <fieldset key={group.id}>
          <legend className={css.group}>{group.name}</legend>
          <div className={css.list}>
            {group.verbs.map((one) => {
              const on = chosen.includes(one.verb);
              const beyond = !on && mine !== undefined && !mine.includes(one.verb);
              return (
                <Checkbox
                  key={one.verb}
                  label={one.name}
                  hint={beyond ? t`Esta cuenta no lo tiene, y no puede darlo.` : one.means}
                  checked={on}
                  disabled={beyond}
                  onChange={(event) => onChange(event.target.checked ? [...chosen, one.verb] : chosen.filter((verb) => verb !== one.verb))}
                />
              );
            })}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
