import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChatAccount } from "~/client/contract/chats";
import { call, Refused } from "~/client/http";
import { FormFoot } from "~/kit/FormFoot";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { useForm } from "~/kit/useForm";
import { useSettled } from "~/kit/useSettled";
import { ChatBehaviourFields } from "~/rooms/channels/ChatBehaviourFields";
import { ChatIdentity } from "~/rooms/channels/ChatIdentity";
import { ChatLinks } from "~/rooms/channels/ChatLinks";
import { ChatLookFields } from "~/rooms/channels/ChatLookFields";
import { ChatPreview } from "~/rooms/channels/ChatPreview";
import { ChatSnippets } from "~/rooms/channels/ChatSnippets";
import { ChatTold } from "~/rooms/channels/ChatTold";
import { chatProblemWords } from "~/rooms/channels/chatProblemWords";
import { chatCheckQuery, chatsQuery } from "~/rooms/channels/chatQueries";
import css from "./ChatEditor.module.css";

/** One chat: what is chosen at the left, the chat itself at the right, changing with every choice. */
export function ChatEditor({ chat }: { chat: ChatAccount }) {
  const cache = useQueryClient();
  const form = useForm(chat.settings, async (settings) => {
    await call("PUT /chats/{id}", { path: { id: chat.id }, body: { version: chat.version, settings } });
    await cache.invalidateQueries({ queryKey: chatsQuery.queryKey });
  });
  const { values, set } = form;
  const draft = useQuery(chatCheckQuery(chat.id, useSettled(values, 250)));
  const early = form.dirty && draft.error instanceof Refused ? draft.error.problem : null;
  const wrong = (field: string) => chatProblemWords(field, form.errorOf(field) ?? (early?.field === field ? String(early.reason) : undefined));
  const look = draft.data ? draft.data.look : chat.look;
  return (
    <Page wide title={chat.name} lede={t`Se guarda para todos sus sitios a la vez: en minutos lo ve quien entre.`}>
      <div className={css.both}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void form.save();
          }}
        >
          <Section title={t`Apariencia`} stacked>
            <ChatLookFields {...{ values, set, look, wrong }} />
          </Section>
          <Section title={t`Comportamiento`} stacked>
            <ChatBehaviourFields {...{ values, set, wrong }} />
          </Section>
          <Section title={t`Enlaces de ayuda`} hint={t`En el inicio del chat, antes de escribir.`} stacked>
            <ChatLinks links={values.links} onChange={(links) => set({ links })} wrong={wrong("links")} />
          </Section>
          <Section
            title={t`Lo que el sitio puede contar`}
            hint={t`Solo llega lo que está aquí. Lo que no es para atención se guarda de quien consintió ese propósito.`}
            stacked
          >
            <ChatTold label={t`Datos (setAttributes)`} add={t`Añadir un dato`} told={values.attributes} onChange={(attributes) => set({ attributes })} wrong={wrong("attributes")} />
            <ChatTold label={t`Actividad (track)`} add={t`Añadir una actividad`} told={values.activities} onChange={(activities) => set({ activities })} wrong={wrong("activities")} />
          </Section>
          <FormFoot form={form} />
        </form>
        <div className={css.side}>
          <ChatPreview settings={values} look={look} />
        </div>
      </div>
      <Section title={t`Ponerlo en un sitio`} stacked>
        <ChatSnippets server={window.location.origin} chatKey={chat.key} />
      </Section>
      <Section title={t`Identidad`} hint={t`Quién es la persona lo dice el servidor del sitio, firmado. Un correo escrito no prueba nada.`} stacked>
        <ChatIdentity chat={chat} />
      </Section>
    </Page>
  );
}
