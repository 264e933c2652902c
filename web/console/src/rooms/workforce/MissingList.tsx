import { plural, t } from "@lingui/core/macro";
import type { MissingPerson, ShiftPerson } from "~/client/contract/schedules";
import { clockTime, longSpan } from "~/kit/formats";
import { Notice } from "~/kit/Notice";
import css from "./MissingList.module.css";
import { stateWords } from "./stateWords";

/** Who should be attending now and is not, the longest first; nothing where all are here. */
export function MissingList({ missing, people, now }: { missing: readonly MissingPerson[]; people: readonly ShiftPerson[]; now: number }) {
  if (missing.length === 0) return null;
  return (
    <Notice tone="approaching">
      <p className={css.head}>
        {plural(missing.length, { one: "# persona debería estar atendiendo y no está", many: "# personas deberían estar atendiendo y no están", other: "# personas deberían estar atendiendo y no están" })}
      </p>
      <ul className={css.list}>
        {missing.map((one) => {
          const name = people.find((person) => person.id === one.user_id)?.name ?? "";
          const state = stateWords(one.state, one.reason);
          const span = longSpan(now - Date.parse(one.since));
          const until = clockTime(one.until);
          return <li key={one.user_id}>{t`${name}: ${state}, hace ${span}; su turno sigue hasta las ${until}`}</li>;
        })}
      </ul>
    </Notice>
  );
}
