import { t } from "@lingui/core/macro";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { SectionPage } from "~/kit/settingSection";
import { Button } from "~/kit/Button";
import { Page } from "~/kit/Page";
import { InviteDialog } from "~/rooms/access/InviteDialog";
import { ImportDialog } from "~/rooms/access/ImportDialog";
import { PeopleTable } from "~/rooms/access/PeopleTable";
import { PersonPage } from "./PersonPage";
import { useMay } from "~/rooms/access/useMay";

/** Everybody who signs in: found, invited, brought in from a file; one of them on a page of their own. */
export function PeoplePage({ item }: SectionPage) {
  const navigate = useNavigate();
  const may = useMay();
  const [open, setOpen] = useState<"invite" | "import" | null>(null);
  if (item) return <PersonPage id={item} />;
  const deeds: ReactNode = may("users.manage") ? (
    <>
      <Button onClick={() => setOpen("import")}>{t`Importar de un archivo`}</Button>
      <Button look="main" onClick={() => setOpen("invite")}>{t`Invitar`}</Button>
    </>
  ) : null;
  return (
    <Page title={t`Personas`} lede={t`Quiénes entran, a qué equipo pertenecen y con qué roles.`} wide deeds={deeds}>
      <PeopleTable onOpen={(id) => void navigate({ to: "/admin/$section/$item", params: { section: "people", item: id } })} />
      {open === "invite" ? <InviteDialog mayGrant={may("grants.manage")} onClose={() => setOpen(null)} /> : null}
      {open === "import" ? <ImportDialog onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}
