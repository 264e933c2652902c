import { t } from "@lingui/core/macro";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Page } from "~/kit/Page";
import type { SectionPage } from "~/kit/settingSection";
import { TeamDialog } from "~/rooms/access/TeamDialog";
import { TeamsTable } from "~/rooms/access/TeamsTable";
import { TeamPage } from "./TeamPage";
import { useMay } from "~/rooms/access/useMay";

/** People who work together. Queues wait for teams, and the roles of a team are those of who is in it. */
export function TeamsPage({ item }: SectionPage) {
  const navigate = useNavigate();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (item) return <TeamPage id={item} />;
  const go = (id: string) => void navigate({ to: "/admin/$section/$item", params: { section: "teams", item: id } });
  return (
    <Page
      title={t`Equipos`}
      lede={t`Las colas esperan a equipos, y los roles de un equipo son de quienes están en él.`}
      wide
      deeds={may("users.manage") ? <Button look="main" onClick={() => setOpen(true)}>{t`Equipo nuevo`}</Button> : null}
    >
      <TeamsTable onOpen={go} />
      {open ? <TeamDialog onClose={() => setOpen(false)} onMade={go} /> : null}
    </Page>
  );
}
