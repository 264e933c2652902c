import { t } from "@lingui/core/macro";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Page } from "~/kit/Page";
import { InvitationsTable } from "~/rooms/access/InvitationsTable";
import { InviteDialog } from "~/rooms/access/InviteDialog";
import { useMay } from "~/rooms/access/useMay";

/** Who was asked in and has not come yet. */
export function InvitationsPage() {
  const navigate = useNavigate();
  const may = useMay();
  const [open, setOpen] = useState(false);
  return (
    <Page
      title={t`Invitaciones`}
      lede={t`Enlaces que abren una sola vez, durante 72 horas. Desde la página de cada persona se envían de nuevo o se retiran.`}
      wide
      deeds={may("users.manage") ? <Button look="main" onClick={() => setOpen(true)}>{t`Invitar`}</Button> : null}
    >
      <InvitationsTable onOpen={(id) => void navigate({ to: "/admin/$section/$item", params: { section: "people", item: id } })} />
      {open ? <InviteDialog mayGrant={may("grants.manage")} onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}
