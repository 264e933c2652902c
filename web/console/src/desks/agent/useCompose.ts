import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useContext, useEffect, useRef } from "react";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import type { CannedReply } from "~/client/contract/choices";
import type { Attachment, Message } from "~/client/contract/messages";
import type { MessageSource, NewMessage } from "~/client/contract/posted";
import { call } from "~/client/http";
import { useLive } from "~/client/useLive";
import { uuid7 } from "~/client/uuid7";
import { now } from "~/kit/now";
import { assigneesQuery } from "~/rooms/cases/queries";
import { templatesQuery } from "~/rooms/channels/queries";
import { complete, filled } from "~/rooms/channels/templates";
import { AttentionContext } from "~/rooms/console/AttentionContext";
import { before } from "~/rooms/conversations/drafts";
import { editShare } from "~/rooms/conversations/editShare";
import { lengthOf } from "~/rooms/conversations/length";
import { threadQuery, type ThreadPages } from "~/rooms/conversations/queries";
import { keep } from "~/rooms/conversations/thread";
import { useDraft } from "~/rooms/conversations/useDraft";
import { useOutgoing } from "~/rooms/conversations/useOutgoing";
import { ComposeClock } from "./composeClock";
import { useMe } from "./useMe";

const TYPING_EVERY = 3_000;
const UNDO_SECONDS = 5; // in which a message can be taken back; where a person waits on the other side, it leaves at once

/** The life of what is being written on a case, up to the moment it is handed to the outbox. */
export function useCompose(one: CaseDetail, conversation: Conversation, quoted: Message | null, writing: Writing) {
  const cache = useQueryClient();
  const live = useLive();
  const me = useMe();
  const attention = useContext(AttentionContext);
  const { outbox } = useOutgoing();
  const { draft, change, kept } = useDraft(me.user.id, one.id);
  const clock = useRef(new ComposeClock());
  const typed = useRef(0);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const { data: templates } = useQuery({ ...templatesQuery(conversation.account.id), enabled: conversation.capabilities.templates });
  const { data: people } = useQuery(assigneesQuery);
  const template = templates?.find((each) => each.id === draft.template?.id) ?? null;

  useEffect(() => {
    if (writing.asked === 0) return;
    change({ mode: writing.mode, ...(writing.text === null ? {} : { reply: before(writing.text, latest.current.reply) }) });
    // oxlint-disable-next-line react/exhaustive-deps -- `asked` says that it was asked again
  }, [writing.asked]);

  const note = useMutation({
    mutationFn: ({ id, text }: { id: string; text: string }) => {
      const mentions = (people ?? []).filter((each) => text.includes(`@${each.name.split(" ")[0]}`)).map((each) => each.id);
      return call("POST /cases/{id}/notes", { path: { id: one.id }, body: { id, text, mentions } });
    },
    onSuccess: (saved) => {
      cache.setQueryData(threadQuery(one.id).queryKey, (old) => (old ? keep(old as ThreadPages, { kind: "note", note: saved }) : old));
      change({ note: "", mode: "reply" });
    },
  });

  const type = (noting: boolean, text: string) => {
    clock.current.key(now());
    if (noting) return change({ note: text });
    if (text === "" && draft.reply !== "") clock.current.discarded += 1;
    change({ reply: text });
    if (now() - typed.current > TYPING_EVERY) {
      typed.current = now();
      live.send({ typing: { case_id: one.id, conversation_id: conversation.id, on: text !== "" } });
    }
  };

  const insert = (reply: string, canned: CannedReply) => {
    const source: MessageSource = { kind: "canned", id: canned.id, version: canned.version, edit_share: 0 };
    change({ reply, origin: reply, sources: [source] });
  };

  const attach = useCallback((file: Attachment) => change({ attachments: [...latest.current.attachments, file] }), [change]);
  const subject = conversation.subject ? `Re: ${conversation.subject.replace(/^re:\s*/i, "")}` : one.subject;

  const body = (asTemplate: boolean): NewMessage => {
    const text = asTemplate && template && draft.template ? filled(template.body, draft.template.parameters) : draft.reply.trim();
    const sources = asTemplate
      ? [{ kind: "template" as const, id: draft.template?.id ?? null, version: null, edit_share: 0 }]
      : draft.sources.length > 0
        ? draft.sources.map((each) => ({ ...each, edit_share: editShare(draft.origin, text) }))
        : [{ kind: "typed" as const, id: null, version: null, edit_share: 1 }];
    return {
      id: uuid7(now()),
      case_id: one.id,
      purpose: "reply",
      text,
      attachments: asTemplate ? [] : draft.attachments.map((file) => file.id),
      template: asTemplate ? draft.template : null,
      subject: conversation.capabilities.subject ? draft.subject || subject : null,
      copied: [],
      reply_to: quoted?.id ?? null,
      sources,
      compose: clock.current.facts(),
      undo_seconds: conversation.capabilities.live ? 0 : UNDO_SECONDS,
    };
  };

  const submit = (noting: boolean, asTemplate: boolean) => {
    if (noting) return note.mutate({ id: uuid7(now()), text: draft.note.trim() });
    const message = body(asTemplate);
    const at = new Date(now()).toISOString();
    outbox.add(conversation.id, message, at);
    attention?.composed({
      case_id: one.id,
      started_at: message.compose?.focused_at ?? at,
      ended_at: at,
      active_seconds: message.compose?.active_seconds ?? 0,
      first_key_at: message.compose?.first_key_at ?? null,
      outcome: "sent",
      message_id: message.id,
    });
    clock.current = new ComposeClock();
    change({ reply: "", subject: "", attachments: [], sources: [], origin: "", template: null });
  };

  const sendable = (noting: boolean, asTemplate: boolean) => {
    if (noting) return draft.note.trim() !== "" && !note.isPending;
    if (asTemplate) return template !== null && complete(template.parameters, draft.template?.parameters ?? []);
    const { text_limit, text_unit } = conversation.capabilities;
    const something = draft.reply.trim() !== "" || draft.attachments.length > 0;
    return something && lengthOf(draft.reply, text_unit) <= text_limit;
  };

  return {
    draft,
    change,
    kept,
    type,
    insert,
    attach,
    subject,
    submit,
    sendable,
    error: note.error,
    focused: () => clock.current.focus(now()),
  };
}

export interface Writing {
  case_id: string | null;
  mode: "reply" | "note";
  asked: number;
  /** Text to write again, of a message that was refused or taken back. */
  text: string | null;
}
