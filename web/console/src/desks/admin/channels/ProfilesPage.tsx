import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { AdminAccount } from "~/client/contract/connecting";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import type { SectionPage } from "~/kit/settingSection";
import { adminAccountsQuery, kindsQuery } from "~/rooms/channels/accountQueries";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { stateWords } from "~/rooms/channels/healthWords";
import css from "./AccountsPage.module.css";
import { ProfilePage } from "./ProfilePage";

/** What people meet before they write, account by account. */
export function ProfilesPage({ item }: SectionPage) {
  const navigate = useNavigate();
  const accounts = useQuery(adminAccountsQuery);
  const kinds = useQuery(kindsQuery);
  if (item) return <ProfilePage id={item} />;
  const able = new Set((kinds.data ?? []).filter((one) => one.profile).map((one) => one.channel));
  const open = (one: AdminAccount) => void navigate({ to: "/admin/$section/$item", params: { section: "profiles", item: one.id } });
  return (
    <Page title={t`Antes de escribir`} lede={t`El saludo, las entradas y las primeras preguntas que muestra cada canal antes de que alguien escriba.`}>
      <Loaded query={accounts}>
        {(rows) => (
          <DataTable
            label={t`Antes de escribir`}
            rows={rows.filter((one) => able.has(one.channel) && one.state !== "retired")}
            keyOf={(one) => one.id}
            onOpen={open}
            empty={<Empty words={t`Ninguna cuenta conectada muestra algo antes de escribir. Lo hacen Messenger, Instagram, WhatsApp y Telegram.`} />}
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
              { id: "brand", head: t`Marca`, cell: (one) => one.brand },
              { id: "state", head: t`Estado`, cell: (one) => stateWords(one) },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}
