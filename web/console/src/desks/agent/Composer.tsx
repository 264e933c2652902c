import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import { lazy, type RefObject, useEffect, useId, useState } from "react";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import type { Message } from "~/client/contract/messages";
import { Button } from "~/kit/Button";
import { cx } from "~/kit/cx";
import { Failing } from "~/kit/Failing";
import { IconButton } from "~/kit/IconButton";
import { Kbd } from "~/kit/Kbd";
import { usePassed } from "~/kit/now";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { problemWords } from "~/kit/problemWords";
import { Tabs } from "~/kit/Tabs";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { ConversationChoice } from "~/rooms/conversations/ConversationChoice";
import { draftWords } from "~/rooms/conversations/draftWords";
import { TextCount } from "~/rooms/conversations/TextCount";
import { textOf } from "~/rooms/conversations/thread";
import { WindowNote } from "~/rooms/conversations/WindowNote";
import { freeText } from "~/rooms/conversations/window";
import css from "./Composer.module.css";
import { ComposerTools } from "./ComposerTools";
import { useRewriting } from "./rewriting/useRewriting";
import { WritingField } from "./suggesting/WritingField";
import { useCompose, type Writing } from "./useCompose";
import { type Take, useFiles } from "./useFiles";
import { useMe } from "./useMe";
import { useOthers } from "./useOthers";
import { useThreadControl } from "./useThreadControl";
import { naming } from "~/rooms/conversations/voiceWords";
import { useVoice } from "./useVoice";
import { writable } from "./writable";

const MessagePreview = lazy(() => patient(() => import("~/rooms/conversations/MessagePreview")).then((file) => ({ default: file.MessagePreview })));

const VoiceNote = lazy(() => patient(() => import("~/rooms/conversations/VoiceNote")).then((file) => ({ default: file.VoiceNote })));
const OptedOutNote = lazy(() => patient(() => import("~/rooms/conversations/OptedOutNote")).then((file) => ({ default: file.OptedOutNote })));
const HolderMark = lazy(() => patient(() => import("~/rooms/conversations/HolderMark")).then((file) => ({ default: file.HolderMark })));
const ThreadNote = lazy(() => patient(() => import("~/rooms/conversations/ThreadNote")).then((file) => ({ default: file.ThreadNote })));
const PassThreadDialog = lazy(() => patient(() => import("~/rooms/conversations/PassThreadDialog")).then((file) => ({ default: file.PassThreadDialog })));
const SegmentCount = lazy(() => patient(() => import("~/rooms/conversations/SegmentCount")).then((file) => ({ default: file.SegmentCount })));
const MessageCost = lazy(() => patient(() => import("./MessageCost")).then((file) => ({ default: file.MessageCost })));
const FileChips = lazy(() => patient(() => import("~/rooms/conversations/FileChips")).then((file) => ({ default: file.FileChips })));
const MailFields = lazy(() => patient(() => import("~/rooms/conversations/MailFields")).then((file) => ({ default: file.MailFields })));
const RewritePanel = lazy(() => patient(() => import("./rewriting/RewritePanel")).then((file) => ({ default: file.RewritePanel })));
const TemplatePicker = lazy(() => patient(() => import("~/rooms/channels/TemplatePicker")).then((file) => ({ default: file.TemplatePicker })));

const named = (channel: string) => <ChannelGlyph channel={channel} named />;

/** Where replies and notes are written. The channel's rules are asked of its capabilities. */
export function Composer({ one, conversation, onConversation, quoted, onQuoted, field, taker, writing }: Props) {
  const compose = useCompose(one, conversation, quoted, writing);
  const { draft, change } = compose;
  const modes = writable(one);
  const noting = !modes.includes(draft.mode) ? modes[0] === "note" : draft.mode === "note";
  const text = noting ? draft.note : draft.reply;
  const open = freeText(conversation.capabilities, usePassed(conversation.capabilities.open_until));
  const asTemplate = !noting && !open;
  const { mine: uploads, add, retry, remove } = useFiles(one, conversation, draft.attachments, compose.attach);
  const enterSends = useMe().preferences.enter_sends;
  const panel = useId();
  const mayAttach = open && modes.includes("reply");
  useEffect(() => {
    taker.current = mayAttach
      ? (files) => {
          change({ mode: "reply" }); // a note takes no files
          add(files);
          field.current?.focus();
        }
      : null;
    return () => {
      taker.current = null;
    };
  }, [taker, field, mayAttach, add, change]);
  const changeVoice = useVoice(one, conversation);
  const nameCare = (name: string) => {
    change({ reply: naming(draft.reply, name) });
    field.current?.focus();
  };
  const others = useOthers(one.id, conversation);
  const [previewing, setPreviewing] = useState(false);
  const rewriting = useRewriting({ one, conversation, reply: draft.reply, wanted: !noting && !asTemplate, reword: compose.reword, field });
  const no = conversation.opted_out;
  const control = useThreadControl(one, conversation);
  const { thread } = conversation;
  const elsewhere = thread?.holder === "other_app";
  const telling = thread && (elsewhere || thread.request || thread.deed || thread.note);
  const sendable = compose.sendable(noting, asTemplate, uploads) && (noting || !(no?.everything || elsewhere));
  const costs = !noting && conversation.capabilities.charged && (asTemplate ? draft.template !== null : text !== "" || draft.attachments.length + uploads.length > 0);
  const going = uploads.filter((upload) => upload.state === "going").length;
  const submit = () => {
    if (sendable) compose.submit(noting, asTemplate, uploads);
    field.current?.focus();
  };
  return (
    <form
      className={cx(css.composer, noting && css.noting)}
      aria-label={noting ? t`Nota` : t`Respuesta`}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={css.head}>
        <Tabs
          label={t`Qué se escribe`}
          tabs={modes.map((id) => ({ id, words: id === "reply" ? t`Responder` : t`Nota` }))}
          chosen={noting ? "note" : "reply"}
          onChoose={(mode) => change({ mode })}
          controls={panel}
        />
        <span className="space" />
        {noting || !thread ? null : <Part><HolderMark thread={thread} /></Part>}
        {noting ? <span>{t`solo el equipo la ve`}</span> : <WindowNote capabilities={conversation.capabilities} />}
        {noting ? null : (
          <ConversationChoice
            conversations={one.conversations}
            chosen={conversation}
            glyph={named}
            onChoose={onConversation}
          />
        )}
      </div>
      <div id={panel} role="tabpanel">
        {conversation.voice && !noting ? <Part><VoiceNote conversation={conversation} voice={conversation.voice} onChange={changeVoice} onName={nameCare} /></Part> : null}
        {no && !noting ? <Part><OptedOutNote no={no} /></Part> : null}
        {telling && !noting ? (
          <Part>
            <ThreadNote
              thread={thread}
              keys={control.keys}
              onTake={() => control.act("take")}
              onRequest={() => control.act("request")}
              onDecide={control.decide}
              onAgain={control.again}
            />
          </Part>
        ) : null}
        {control.passing && thread ? (
          <Part>
            <PassThreadDialog apps={thread.apps} onPass={control.pass} onClose={control.close} />
          </Part>
        ) : null}
        {compose.error ? <Failing what={t`La nota no se guardó`} why={problemWords(compose.error)} onRetry={submit} /> : null}
        {quoted && !noting ? (
          <p className={css.quote}>
            <span className="cut">{t`Responde a: ${textOf(quoted)}`}</span>
            <IconButton icon={X} size={14} name={t`No citar`} onClick={() => onQuoted(null)} />
          </p>
        ) : null}
        {conversation.capabilities.subject && !noting ? (
          <Part>
          <MailFields
            draft={draft}
            subject={compose.subject}
            contact={conversation.identity.value}
            others={others}
            limit={conversation.capabilities.recipients}
            onChange={change}
          />
          </Part>
        ) : null}
        {rewriting.question ? <Part><RewritePanel rewriting={rewriting} /></Part> : null}
        {asTemplate ? (
          <>
            <p className={css.window}>
              {conversation.capabilities.text_limit === 0 ? t`En una llamada no se escribe: se habla, o se deja una nota.` : conversation.capabilities.templates ? t`La ventana cerró. Elegir plantilla.` : t`La ventana cerró: aquí ya no se puede escribir.`}
            </p>
            {conversation.capabilities.templates ? (
              <div className={css.template}>
                <Part>
                <TemplatePicker
                  accountId={conversation.account.id}
                  chosen={draft.template}
                  first={one.contact.name.split(" ")[0] ?? one.contact.name}
                  onChange={(template) => change({ template })}
                />
                </Part>
              </div>
            ) : null}
          </>
        ) : (
          <WritingField
            {...{ draft, one, conversation }}
            suggest={compose.suggest}
            noting={noting}
            text={text}
            field={field}
            onText={(words) => compose.type(noting, words)}
            onChoose={(chosen) => compose.choose(noting, chosen)}
            onSend={submit}
            onSendNow={() => compose.submit(noting, asTemplate, uploads)}
            onFocus={compose.focused}
            enterSends={enterSends}
          />
        )}
        {previewing && text && !noting && !asTemplate ? (
          <Part>
            <MessagePreview
              text={draft.reply}
              conversation={conversation.id}
              caseId={one.id}
              quotedId={quoted?.id ?? null}
              capabilities={conversation.capabilities}
              from={conversation.account.address}
              sender={conversation.voice?.speaks ? conversation.voice.name : ""}
              contact={conversation.identity.value}
              subject={draft.subject || compose.subject}
              mailing={compose.mailing}
              files={[...draft.attachments.map((file) => file.name), ...uploads.map((upload) => upload.file.name)]}
            />
          </Part>
        ) : null}
        {noting || asTemplate || draft.attachments.length + uploads.length === 0 ? null : (
          <Part>
          <FileChips
            files={draft.attachments}
            uploads={uploads}
            onRetry={retry}
            onRemove={(id) => {
              remove(id);
              change({ attachments: draft.attachments.filter((file) => file.id !== id) });
            }}
          />
          </Part>
        )}
      </div>
      <div className={css.tools}>
        {noting || asTemplate ? null : (
          <ComposerTools
            {...{ text, previewing, rewriting }}
            onFiles={add}
            onPreview={setPreviewing}
            onText={(words) => {
              compose.type(false, words);
              field.current?.focus();
            }}
          />
        )}
        <span className="space" />
        {noting || !conversation.capabilities.segmented || text === "" ? null : <Part><SegmentCount text={text} /></Part>}
        {costs ? (
          <Part>
            <MessageCost
              caseId={one.id}
              conversation={conversation}
              text={asTemplate ? "" : text}
              files={asTemplate ? 0 : draft.attachments.length + uploads.length}
              templateId={asTemplate ? (draft.template?.id ?? null) : null}
            />
          </Part>
        ) : null}
        {noting ? null : <TextCount text={text} capabilities={conversation.capabilities} />}
        <span className={cx(css.faint, css.hint)} role="status">
          {going > 0 && !noting ? t`Al enviar, sale en cuanto suban los archivos` : text ? draftWords(compose.standing, compose.joined) : ""}
        </span>
        <Button type="submit" look="main" disabled={!sendable}>
          {noting ? t`Guardar nota` : t`Enviar`} <Kbd keys={enterSends ? "Enter" : "$mod+Enter"} />
        </Button>
      </div>
    </form>
  );
}

interface Props {
  one: CaseDetail;
  conversation: Conversation;
  onConversation: (one: Conversation) => void;
  quoted: Message | null;
  onQuoted: (message: Message | null) => void;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Where files dropped or pasted on the case go; null while none can. */
  taker: RefObject<Take | null>;
  /** What a key outside asked to write: it changes with each asking. */
  writing: Writing;
}
