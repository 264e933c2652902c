import { plural, t } from "@lingui/core/macro";
import type { Wall } from "~/client/contract/floor";
import css from "./CrewLine.module.css";

/** What stands behind the numbers: how much came in today, and who is here. */
export function CrewLine({ wall }: { wall: Wall }) {
  const { crew, numbers } = wall;
  return (
    <p className={css.line}>
      <span>{plural(numbers.offered, { one: "# caso entró hoy", many: "# casos entraron hoy", other: "# casos entraron hoy" })}</span>
      <span>{plural(numbers.open, { one: "# abierto", many: "# abiertos", other: "# abiertos" })}</span>
      <span>{t`${crew.available} en línea`}</span>
      <span>{t`${crew.busy} en tarea`}</span>
      <span>{plural(crew.away, { one: "# ausente", many: "# ausentes", other: "# ausentes" })}</span>
      <span>{t`${crew.offline} fuera de línea`}</span>
    </p>
  );
}
