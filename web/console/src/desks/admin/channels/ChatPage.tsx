import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ChatAccount } from "~/client/contract/chats";
import type { Me } from "~/client/contract/who";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import type { SectionPage } from "~/kit/settingSection";
import { meQuery } from "~/rooms/access/queries";
import { chatsQuery } from "~/rooms/channels/chatQueries";
import { ChatEditor } from "./ChatEditor";

/** The web chats; one of them to change. */
export function ChatPage({ item }: SectionPage) {
  const query = useQuery(chatsQuery);
  const { data: me } = useQuery(meQuery);
  const navigate = useNavigate();
  const open = (id: string) => void navigate({ to: "/admin/$section/$item", params: { section: "chat", item: id } });
  if (item !== null) {
    return (
      <Loaded query={query}>
        {(chats) => {
          const chat = chats.find((one) => one.id === item);
          return chat ? <ChatEditor chat={chat} /> : <Empty words={t`Este chat ya no existe, o no está al alcance de esta cuenta.`} />;
        }}
      </Loaded>
    );
  }
  return (
    <Page wide title={t`Chat web`} lede={t`El chat que se pone en un sitio: cómo se ve, qué ofrece y quién responde por las personas que entran.`}>
      <Loaded query={query}>
        {(chats) => (
          <DataTable
            label={t`Chats web`}
            columns={columns(me?.brands ?? [])}
            rows={chats}
            keyOf={(one) => one.id}
            onOpen={(one) => open(one.id)}
            empty={<Empty words={t`Todavía no hay ningún chat web. Se conecta como cualquier otro canal.`} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

function columns(brands: Me["brands"]): Column<ChatAccount>[] {
  return [
    { id: "name", head: t`Chat`, cell: (one) => one.name },
    { id: "brand", head: t`Marca`, cell: (one) => brands.find((each) => each.id === one.brand_id)?.name ?? one.settings.brand },
    { id: "sites", head: t`Sitios`, cell: (one) => one.settings.origins.join(", ") || t`ninguno: no se muestra en ninguna parte` },
    { id: "identity", head: t`Identidad`, cell: (one) => (one.identity ? t`el sitio firma` : t`todos anónimos`) },
  ];
}
