import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Checklist } from "~/client/contract/practiceEndpoints";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { count } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import type { SectionPage } from "~/kit/settingSection";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { practicesQuery } from "~/rooms/channels/practiceQueries";
import css from "./AccountsPage.module.css";
import { ChecklistPage } from "./ChecklistPage";

/** What the manuals ask of each account of the messaging platforms, and how much of it is met. */
export function PracticesPage({ item }: SectionPage) {
  const navigate = useNavigate();
  const lists = useQuery(practicesQuery);
  if (item) return <ChecklistPage id={item} />;
  const open = (one: Checklist) => void navigate({ to: "/admin/$section/$item", params: { section: "practices", item: one.account_id } });
  return (
    <Page title={t`Prácticas de los manuales`} lede={t`Lo que piden los manuales a cada cuenta de mensajería, mirado ahora mismo.`}>
      <Loaded query={lists}>
        {(rows) => (
          <DataTable
            label={t`Prácticas de los manuales`}
            rows={rows}
            keyOf={(one) => one.account_id}
            onOpen={open}
            empty={<Empty words={t`Ninguna cuenta de Messenger ni de WhatsApp conectada. Los manuales piden prácticas solo a esas.`} />}
            columns={[
              {
                id: "name",
                head: t`Cuenta`,
                cell: (one) => (
                  <span className={css.name}>
                    <ChannelGlyph channel={one.channel} named />
                    {one.name}
                  </span>
                ),
              },
              { id: "met", head: t`Cumple`, align: "end", cell: (one) => t`${count(one.met)} de ${count(one.of)}` },
              { id: "unmet", head: t`Falta`, align: "end", cell: (one) => howMany(one, "unmet") },
              { id: "asked", head: t`Por confirmar`, align: "end", cell: (one) => howMany(one, "unasked") },
              { id: "unseen", head: t`Sin mirar`, align: "end", cell: (one) => howMany(one, "unseen") },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}

function howMany(one: Checklist, standing: Checklist["practices"][number]["standing"]): string {
  return count(one.practices.filter((each) => each.standing === standing).length);
}
