import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useContext, useEffect, useRef } from "react";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import type { Attachment, Message } from "~/client/contract/messages";
import type { MessageSource, NewMessage } from "~/client/contract/posted";
import { call } from "~/client/http";
import { useLive } from "~/client/useLive";
import { uuid7 } from "~/client/uuid7";
import { now } from "~/kit/now";
import { templatesQuery } from "~/rooms/channels/queries";
import { complete, filled } from "~/rooms/channels/templates";
import { AttentionContext } from "~/rooms/console/AttentionContext";
import { type Back, putBack } from "~/rooms/conversations/drafts";
import { editShare } from "~/rooms/conversations/editShare";
import { lengthOf } from "~/rooms/conversations/length";
import { mailingOf } from "~/rooms/conversations/mailing";
import { mentionsIn } from "~/rooms/conversations/mentions";
import { threadQuery, type ThreadPages } from "~/rooms/conversations/queries";
import { keep } from "~/rooms/conversations/thread";
import { useDraft } from "~/rooms/conversations/useDraft";
import { useOutgoing } from "~/rooms/conversations/useOutgoing";
import type { Upload } from "~/rooms/conversations/uploads";
import { gapsOf } from "./suggesting/slots";
import { ComposeClock } from "./composeClock";
import { type Chosen, fetchCallable } from "./useDock";
import { useMe } from "./useMe";

const TYPING_EVERY = 3_000;

/** The life of what is being written on a case, up to the moment it is handed to the outbox. */
export function useCompose(one: CaseDetail, conversation: Conversation, quoted: Message | null, writing: Writing) {
  const cache = useQueryClient();
  const live = useLive();
  const me = useMe();
  const attention = useContext(AttentionContext);
  const { outbox } = useOutgoing();
  const { draft, latest, change, standing, joined } = useDraft(me.user.id, one.id);
  const clock = useRef(new ComposeClock());
  const typed = useRef(0);
  const reworded = useRef<{ id: string; text: string } | null>(null);
  const { data: templates } = useQuery({ ...templatesQuery(conversation.account.id), enabled: conversation.capabilities.templates });
  const template = templates?.find((each) => each.id === draft.template?.id && each.state === "approved") ?? null;

  useEffect(() => {
    if (writing.asked === 0) return;
    change({ ...(writing.back ? putBack(latest.current, writing.back) : {}), mode: writing.mode });
    // oxlint-disable-next-line react/exhaustive-deps -- `asked` says that it was asked again
  }, [writing.asked]);

  const note = useMutation({
    mutationFn: async ({ id, text }: { id: string; text: string }) => {
      const called = text.includes("@") ? mentionsIn(text, latest.current.mentions, await fetchCallable(cache)) : { mentions: [], teams: [] };
      return call("POST /cases/{id}/notes", { path: { id: one.id }, body: { id, text, ...called } });
    },
    onSuccess: (saved) => {
      cache.setQueryData(threadQuery(one.id).queryKey, (old) => (old ? keep(old as ThreadPages, { kind: "note", note: saved }) : old));
      change({ note: "", mentions: [], mode: "reply" });
    },
  });

  const type = (noting: boolean, text: string) => {
    clock.current.key(now());
    if (noting) return change({ note: text });
    const emptied = text === "" && draft.reply !== "";
    if (emptied) clock.current.discarded += 1;
    // who empties the field writes anew: what he writes then is no suggestion, and no model's
    change({ reply: text, ...(emptied ? { sources: latest.current.sources.filter((each) => each.kind !== "suggestion" && each.kind !== "model") } : {}) });
    if (now() - typed.current > TYPING_EVERY) {
      typed.current = now();
      live.send({ typing: { case_id: one.id, conversation_id: conversation.id, on: text !== "" } });
    }
  };

  const choose = (noting: boolean, chosen: Chosen) => {
    clock.current.key(now());
    if (noting) {
      const mentions = chosen.mention ? [...latest.current.mentions, chosen.mention] : latest.current.mentions;
      return change({ note: chosen.text, mentions });
    }
    const { canned, text } = chosen;
    if (!canned) return change({ reply: text });
    const source: MessageSource = { kind: "canned", id: canned.id, version: canned.version, edit_share: 0 };
    change({ reply: text, origin: text, sources: [...latest.current.sources, source] });
  };

  const suggest = (id: string, text: string) => {
    clock.current.key(now());
    change({ mode: "reply", reply: text, origin: text, sources: [{ kind: "suggestion", id, version: null, edit_share: 0 }] });
  };

  /** Put a model's wording in the place of the reply; what comes back puts the reply back as it was. */
  const reword = (id: string, text: string) => {
    clock.current.key(now());
    const { reply, origin, sources } = latest.current;
    reworded.current = { id, text };
    change({ reply: text, sources: [...sources.filter((each) => each.kind !== "model"), { kind: "model", id, version: null, edit_share: 0 }] });
    return () => {
      if (latest.current.reply !== "") change({ reply, origin, sources }); // what was sent meanwhile stays sent
    };
  };

  const attach = useCallback(
    (files: Attachment[]) => change({ attachments: [...latest.current.attachments, ...files] }),
    [change, latest],
  );
  const subject = conversation.subject ? `Re: ${conversation.subject.replace(/^re:\s*/i, "")}` : one.subject;

  const body = (asTemplate: boolean, pending: Upload[]): NewMessage => {
    const written = latest.current;
    const mailing = conversation.capabilities.subject ? mailingOf(written, conversation.capabilities.recipients) : null;
    const text = asTemplate && template && written.template ? filled(template.body, written.template.parameters) : written.reply.trim();
    const sources = asTemplate
      ? [{ kind: "template" as const, id: written.template?.id ?? null, version: null, edit_share: 0 }]
      : written.sources.length > 0
        ? written.sources.map((each) => ({ ...each, edit_share: editShare(each.id === reworded.current?.id ? reworded.current.text : written.origin, text) }))
        : [{ kind: "typed" as const, id: null, version: null, edit_share: 1 }];
    return {
      id: uuid7(now()),
      case_id: one.id,
      purpose: "reply",
      text,
      attachments: asTemplate ? [] : [...written.attachments, ...pending].map((file) => file.id),
      template: asTemplate ? written.template : null,
      subject: conversation.capabilities.subject ? written.subject || subject : null,
      to: mailing?.to ?? [],
      copied: mailing?.copied ?? [],
      blind: mailing?.blind ?? [],
      reply_to: quoted?.id ?? null,
      sources,
      compose: clock.current.facts(),
      // Where a person waits on the other side it leaves at once.
      undo_seconds: conversation.capabilities.live ? 0 : (me.brands.find((brand) => brand.id === one.brand_id)?.undo_seconds ?? 0),
    };
  };

  /** Hand it to the outbox; files that are still going up, `uploads`, hold it there until they are up. */
  const submit = (noting: boolean, asTemplate: boolean, uploads: Upload[] = []) => {
    if (noting) return note.mutate({ id: uuid7(now()), text: latest.current.note.trim() });
    const pending = asTemplate ? [] : uploads.filter((each) => each.state !== "stopped");
    const message = body(asTemplate, pending);
    const at = new Date(now()).toISOString();
    const files = asTemplate ? [] : latest.current.attachments;
    outbox.add(conversation.id, message, at, files, Object.fromEntries(pending.map((each) => [each.id, each.file.name])));
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
    change({ reply: "", subject: "", to: "", copied: "", blind: "", attachments: [], sources: [], origin: "", template: null });
  };

  const mailing = mailingOf(draft, conversation.capabilities.recipients);
  const sendable = (noting: boolean, asTemplate: boolean, uploads: Upload[]) => {
    if (noting) return draft.note.trim() !== "" && !note.isPending;
    if (asTemplate) return template !== null && complete(template.parameters, draft.template?.parameters ?? []);
    const { text_limit, text_unit } = conversation.capabilities;
    if (conversation.capabilities.subject && mailing.bad.length + mailing.tooMany > 0) return false;
    if (uploads.some((each) => each.state === "stopped")) return false; // it would leave without what was meant to go with it
    if (gapsOf(draft).length > 0) return false;
    const something = draft.reply.trim() !== "" || draft.attachments.length + uploads.length > 0;
    return something && lengthOf(draft.reply, text_unit) <= text_limit;
  };

  return {
    draft,
    change,
    standing,
    joined,
    type,
    choose,
    suggest,
    reword,
    attach,
    subject,
    mailing,
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
  /** What to write again, of a message that was refused or taken back. */
  back: Back | null;
}
