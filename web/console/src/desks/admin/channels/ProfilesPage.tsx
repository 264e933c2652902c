import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ProfileLine } from "~/client/contract/profile";
import { Chip } from "~/kit/Chip";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { moment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { now } from "~/kit/now";
import { Page } from "~/kit/Page";
import type { SectionPage } from "~/kit/settingSection";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { profilesQuery } from "~/rooms/channels/profileQueries";
import { profileStateWords } from "~/rooms/channels/profileStateWords";
import css from "./AccountsPage.module.css";
import { ProfilePage } from "./ProfilePage";

/** What people meet before they write, account by account. */
export function ProfilesPage({ item }: SectionPage) {
  const navigate = useNavigate();
  const profiles = useQuery({ ...profilesQuery, enabled: !item });
  if (item) return <ProfilePage id={item} />;
  return (
    <Page title={t`Antes de escribir`} lede={t`El saludo, las entradas y las primeras preguntas que muestra cada canal antes de que alguien escriba.`}>
      <Loaded query={profiles}>
        {(rows) => (
          <DataTable
            label={t`Antes de escribir`}
            rows={rows}
            keyOf={(one) => one.account_id}
            onOpen={(one) => void navigate({ to: "/admin/$section/$item", params: { section: "profiles", item: one.account_id } })}
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
              { id: "state", head: t`Estado`, cell: (one) => <Standing line={one} /> },
              { id: "saved", head: t`Guardado`, cell: (one) => (one.saved_at ? moment(one.saved_at, now()) : "–") },
              { id: "looked", head: t`Comparado`, cell: (one) => (one.looked_at ? moment(one.looked_at, now()) : "–") },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ line }: { line: ProfileLine }) {
  const { words, tone } = profileStateWords(line);
  return tone ? <Chip tone={tone}>{words}</Chip> : words;
}
