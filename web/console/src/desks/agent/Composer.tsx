import { t } from "@lingui/core/macro";
import { Paperclip, X } from "lucide-react";
import { type RefObject, useCallback, useId, useRef, useState } from "react";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import type { Message } from "~/client/contract/messages";
import { Button } from "~/kit/Button";
import { cx } from "~/kit/cx";
import { Failing } from "~/kit/Failing";
import { IconButton } from "~/kit/IconButton";
import { Kbd } from "~/kit/Kbd";
import { useNow } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { sends } from "~/kit/sends";
import { Tabs } from "~/kit/Tabs";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { TemplatePicker } from "~/rooms/channels/TemplatePicker";
import { ConversationChoice } from "~/rooms/conversations/ConversationChoice";
import { FileChips } from "~/rooms/conversations/FileChips";
import { TextCount } from "~/rooms/conversations/TextCount";
import { textOf } from "~/rooms/conversations/thread";
import { useUploads } from "~/rooms/conversations/useUploads";
import { WindowNote } from "~/rooms/conversations/WindowNote";
import { freeText } from "~/rooms/conversations/window";
import { SlashMenu } from "~/rooms/knowledge/SlashMenu";
import css from "./Composer.module.css";
import { useCompose, type Writing } from "./useCompose";
import { useMe } from "./useMe";
import { useSlash } from "./useSlash";
import { writable } from "./writable";

const named = (channel: string) => <ChannelGlyph channel={channel} named />;

/** Where replies and notes are written. The channel's rules are asked of its capabilities. */
export function Composer({ one, conversation, onConversation, quoted, onQuoted, field, writing }: Props) {
  const now = useNow();
  const compose = useCompose(one, conversation, quoted, writing);
  const { draft, change } = compose;
  const modes = writable(one);
  const noting = !modes.includes(draft.mode) ? modes[0] === "note" : draft.mode === "note";
  const text = noting ? draft.note : draft.reply;
  const open = freeText(conversation.capabilities, now);
  const asTemplate = !noting && !open;
  const slash = useSlash(one, text, !asTemplate && !noting, compose.insert);
  const attach = useCallback((file: Parameters<typeof compose.attach>[0]) => compose.attach(file), [compose]);
  const { uploads, add, remove } = useUploads(conversation.capabilities, attach);
  const picker = useRef<HTMLInputElement>(null);
  const [dropping, setDropping] = useState(false);
  const enterSends = useMe().preferences.enter_sends;
  const panel = useId();
  const listId = useId();
  const sendable = compose.sendable(noting, asTemplate) && uploads.every((upload) => upload.error);
  const submit = () => {
    if (sendable) compose.submit(noting, asTemplate);
    field.current?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- files may be dropped anywhere on it; the button does the same
    <form
      className={cx(css.composer, noting && css.noting, dropping && css.dropping)}
      aria-label={noting ? t`Nota` : t`Respuesta`}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onDragOver={(event) => {
        if (noting || asTemplate || !event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDropping(false);
        add(event.dataTransfer.files);
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
        {compose.error ? <Failing what={t`La nota no se guardó`} why={problemWords(compose.error)} onRetry={submit} /> : null}
        {slash.open ? (
          <SlashMenu id={listId} found={slash.found} active={slash.active} values={slash.values} onPick={slash.pick} onActive={slash.setActive} />
        ) : null}
        {quoted && !noting ? (
          <p className={css.quote}>
            <span className="cut">{t`Responde a: ${textOf(quoted)}`}</span>
            <IconButton icon={X} size={14} name={t`No citar`} onClick={() => onQuoted(null)} />
          </p>
        ) : null}
        {conversation.capabilities.subject && !noting ? (
          <label className={css.subject}>
            {t`Asunto`}
            <input value={draft.subject || compose.subject} onChange={(event) => change({ subject: event.target.value })} />
          </label>
        ) : null}
        {asTemplate ? (
          <>
            <p className={css.window}>
              {conversation.capabilities.templates ? t`La ventana cerró. Elegir plantilla.` : t`La ventana cerró: aquí ya no se puede escribir.`}
            </p>
            {conversation.capabilities.templates ? (
              <div className={css.template}>
                <TemplatePicker
                  accountId={conversation.account.id}
                  chosen={draft.template}
                  first={slash.values["contact.first_name"]}
                  onChange={(template) => change({ template })}
                />
              </div>
            ) : null}
          </>
        ) : (
          <textarea
            ref={field}
            className={css.field}
            rows={2}
            aria-label={noting ? t`Texto de la nota` : t`Texto de la respuesta`}
            placeholder={noting ? t`Nota para el equipo. @ para mencionar.` : t`Responder. / para respuestas guardadas.`}
            value={text}
            onChange={(event) => compose.type(noting, event.target.value)}
            onFocus={compose.focused}
            onKeyDown={(event) => {
              if (slash.key(event)) return;
              if (sends(event, enterSends)) {
                event.preventDefault();
                submit();
              }
              if (event.key === "Escape") event.currentTarget.blur();
            }}
            onPaste={(event) => {
              if (noting || event.clipboardData.files.length === 0) return;
              event.preventDefault();
              add(event.clipboardData.files);
            }}
            aria-autocomplete={slash.open ? "list" : undefined}
            aria-controls={slash.open ? listId : undefined}
            aria-activedescendant={slash.open ? `${listId}-${slash.active}` : undefined}
          />
        )}
        {noting ? null : (
          <FileChips
            files={draft.attachments}
            uploads={uploads}
            onRemove={(id) => {
              remove(id);
              change({ attachments: draft.attachments.filter((file) => file.id !== id) });
            }}
          />
        )}
      </div>
      <div className={css.tools}>
        {noting || asTemplate ? null : (
          <>
            <input ref={picker} type="file" multiple hidden tabIndex={-1} aria-hidden onChange={(event) => event.target.files && add(event.target.files)} />
            <IconButton icon={Paperclip} name={t`Adjuntar`} onClick={() => picker.current?.click()} />
          </>
        )}
        <span className="space" />
        {noting ? null : <TextCount text={text} capabilities={conversation.capabilities} />}
        <span className={cx(css.faint, css.hint)}>{text && compose.kept ? t`Borrador guardado` : ""}</span>
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
  /** What a key outside asked to write: it changes with each asking. */
  writing: Writing;
}
