import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Id } from "~/client/contract/basics";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { Empty } from "~/kit/Empty";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { grantsQuery, organisationQuery } from "~/rooms/access/directoryQueries";
import { GrantDialog } from "~/rooms/access/GrantDialog";
import { GrantList } from "~/rooms/access/GrantList";
import { Roster } from "~/rooms/access/Roster";
import { TeamDialog } from "~/rooms/access/TeamDialog";
import { useDirectoryDeed } from "~/rooms/access/useDirectoryDeed";
import { useMay } from "~/rooms/access/useMay";

/** One team: who is in it, who leads it, what it gives them. */
export function TeamPage({ id }: { id: Id }) {
  const may = useMay();
  const navigate = useNavigate();
  const organisation = useQuery(organisationQuery);
  const grants = useQuery(grantsQuery({ team_id: id }));
  const [open, setOpen] = useState<"change" | "retire" | "grant" | null>(null);
  const retire = useDirectoryDeed(() => call("DELETE /organisation/teams/{id}", { path: { id } }));
  const team = organisation.data?.teams.find((one) => one.id === id);
  if (organisation.isPending) return <Loading rows={4} />;
  if (!team) return <Empty words={t`Este equipo se retiró, o no existe.`} />;
  const unit = organisation.data?.units.find((one) => one.id === team.unit_id);
  const manages = may("users.manage");
  const close = () => setOpen(null);
  return (
    <Page
      title={team.name}
      lede={unit?.name}
      wide
      deeds={
        manages ? (
          <>
            <Button onClick={() => setOpen("change")}>{t`Cambiar`}</Button>
            <Button look="danger" onClick={() => setOpen("retire")}>{t`Retirar`}</Button>
          </>
        ) : null
      }
    >
      <Section title={t`Personas`} hint={t`Quien lidera responde por el equipo.`}>
        <Roster team={id} may={manages} />
      </Section>
      <Section
        title={t`Roles del equipo`}
        hint={t`Valen para cada persona mientras esté en él.`}
        stacked
        deeds={may("grants.manage") ? <Button onClick={() => setOpen("grant")}>{t`Dar un rol`}</Button> : null}
      >
        <GrantList grants={grants.data ?? []} who may={may("grants.manage")} empty={t`El equipo no da ningún rol.`} />
      </Section>
      {open === "change" ? <TeamDialog team={team} onClose={close} /> : null}
      {open === "grant" ? <GrantDialog to={id} name={team.name} team onClose={close} /> : null}
      {open === "retire" ? (
        <Confirm
          title={t`Retirar el equipo ${team.name}`}
          deed={t`Retirar`}
          danger
          onConfirm={() => retire.mutateAsync(undefined).then(() => navigate({ to: "/admin/$section", params: { section: "teams" } }))}
          onClose={close}
        >
          <p>{t`Sus personas salen de él y los roles que da terminan ahora. Lo que el equipo hizo queda con su nombre.`}</p>
        </Confirm>
      ) : null}
    </Page>
  );
}
