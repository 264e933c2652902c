import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { View } from "~/client/contract/lists";
import type { Team } from "~/client/contract/who";
import { Failing } from "~/kit/Failing";
import { problemWords } from "~/kit/problemWords";
import { viewsQuery } from "./queries";
import { ViewLink } from "./ViewLink";
import css from "./ViewsNav.module.css";

const MINE = new Set(["mine", "due", "mentions", "snoozed"]);

/** The lists of cases, each with its count: mine, each team's, the saved ones. */
export function ViewsNav({ teams, others, onPick }: { teams: Team[]; others: Team[]; onPick?: () => void }) {
  const teamName = (id: string | null) => t`Equipo ${others.find((one) => one.id === id)?.name ?? ""}`;
  const views = useQuery(viewsQuery);
  const all = views.data ?? [];
  const saved = all.filter((one) => one.kind === "saved");
  const foreign = [...new Set(saved.map((one) => one.team_id))].filter((id) => id !== null && !teams.some((team) => team.id === id));
  const shared = all.filter((one) => one.kind !== "saved" && !MINE.has(one.kind) && one.team_id === null);
  return (
    <nav className={css.nav} aria-label={t`Vistas`}>
      {views.isError && !views.data ? (
        <Failing what={t`No llegan las vistas`} why={problemWords(views.error)} onRetry={() => void views.refetch()} />
      ) : null}
      <Group views={all.filter((one) => MINE.has(one.kind))} onPick={onPick} />
      {teams.map((team) => (
        <Group key={team.id} label={t`Equipo ${team.name}`} views={all.filter((one) => one.team_id === team.id)} onPick={onPick} />
      ))}
      <Group label={t`Todo lo que alcanzo`} views={shared} onPick={onPick} />
      <Group label={t`Vistas guardadas`} views={saved.filter((one) => one.team_id === null)} onPick={onPick} />
      {foreign.map((id) => (
        <Group key={id} label={teamName(id)} views={saved.filter((one) => one.team_id === id)} onPick={onPick} />
      ))}
    </nav>
  );
}

function Group({ label, views, onPick }: { label?: string; views: View[]; onPick: (() => void) | undefined }) {
  if (views.length === 0) return null;
  return (
    <div className={css.group} role="group" aria-label={label}>
      {label ? <p className={css.label}>{label}</p> : null}
      {views.map((one) => (
        <ViewLink key={one.id} view={one} {...(onPick ? { onPick } : {})} />
      ))}
    </div>
  );
}
