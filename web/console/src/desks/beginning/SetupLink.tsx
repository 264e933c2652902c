import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ListChecks } from "lucide-react";
import { useTopic } from "~/client/useTopic";
import { setupQuery } from "./queries";
import { STEPS } from "./steps";

/** How far the beginning has come, until it is done or put away. */
export function SetupLink({ className }: { className: string | undefined }) {
  const cache = useQueryClient();
  const { data: setup } = useQuery(setupQuery);
  const done = setup?.done.length ?? 0;
  const of = STEPS.length;
  const goesOn = setup !== undefined && !setup.dismissed && done < of;
  const look = () => void cache.invalidateQueries({ queryKey: setupQuery.queryKey, exact: true });
  useTopic(goesOn ? "views" : null, { changed: look, missed: look });
  if (!goesOn) return null;
  return (
    <Link to="/start" className={className}>
      <ListChecks size={16} aria-hidden />
      {t`Puesta en marcha, ${done} de ${of}`}
    </Link>
  );
}
