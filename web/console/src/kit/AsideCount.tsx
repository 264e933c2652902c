import { plural } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import type { TriageQuery } from "~/client/contract/triage";
import css from "./AsideCount.module.css";

/** How many were set aside, beside a service level that does not count them; a link to exactly those, for who may see them. */
export function AsideCount({ aside, search }: { aside: number; search: TriageQuery | null }) {
  const words = plural(aside, { one: "# apartado", many: "# de apartados", other: "# apartados" });
  if (search === null || aside === 0) return <>{words}</>;
  return (
    <Link className={css.link} to="/floor/$section" params={{ section: "triage" }} search={search}>
      {words}
    </Link>
  );
}
