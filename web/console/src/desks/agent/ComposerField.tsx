import { t } from "@lingui/core/macro";
import { type KeyboardEvent, lazy, type RefObject, useId, useLayoutEffect, useRef, useState } from "react";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { sends } from "~/kit/sends";
import css from "./Composer.module.css";
import { type Chosen, useDock } from "./useDock";

const ComposerDock = lazy(() => patient(() => import("./ComposerDock")).then((file) => ({ default: file.ComposerDock })));

/** Where one types: signs open lists above it, whose keys it passes on; what it holds belongs to the draft. */
export function ComposerField({ one, conversation, noting, text, field, enterSends, onText, onChoose, onSend, onSendNow, onFocus, onKey }: Props) {
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    const at = wanted.current;
    if (at === null) return;
    wanted.current = null;
    field.current?.setSelectionRange(at, at);
  });
  const dock = useDock({
    one,
    conversation,
    text,
    caret,
    noting,
    onChoose: (chosen) => {
      wanted.current = chosen.caret;
      setCaret(chosen.caret);
      onChoose(chosen);
    },
    onSend: onSendNow,
  });
  return (
    <>
      {dock.docked ? (
        <Part>
          <ComposerDock id={listId} docked={dock.docked} active={dock.active} onPick={dock.pick} onActive={dock.setActive} />
        </Part>
      ) : null}
      <textarea
        ref={field}
        className={css.field}
        rows={2}
        aria-label={noting ? t`Texto de la nota` : t`Texto de la respuesta`}
        placeholder={noting ? t`Nota para el equipo. @ para mencionar.` : t`Responder. / para respuestas guardadas.`}
        value={text}
        onChange={(event) => {
          setCaret(event.target.selectionStart);
          onText(event.target.value);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onBlur={() => setCaret(null)}
        onFocus={onFocus}
        onKeyDown={(event) => {
          if (dock.key(event) || onKey(event)) return;
          if (sends(event, enterSends)) {
            event.preventDefault();
            onSend();
          }
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        aria-autocomplete={dock.docked ? "list" : undefined}
        aria-controls={dock.docked ? listId : undefined}
        aria-activedescendant={dock.docked && dock.docked.found.length > 0 ? `${listId}-${dock.active}` : undefined}
      />
    </>
  );
}

interface Props {
  one: CaseDetail;
  conversation: Conversation;
  noting: boolean;
  text: string;
  field: RefObject<HTMLTextAreaElement | null>;
  /** A personal choice: Enter sends, Shift+Enter breaks the line. */
  enterSends: boolean;
  onText: (text: string) => void;
  onChoose: (chosen: Chosen) => void;
  onSend: () => void;
  /** A saved reply that was chosen to leave at once. */
  onSendNow: (chosen: Chosen) => void;
  onFocus: () => void;
  /** True when the key was for what stands above the field. */
  onKey: (event: KeyboardEvent) => boolean;
}
