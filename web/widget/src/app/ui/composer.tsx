import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Chat, LONGEST_TEXT } from "../chat";
import type { State } from "../state";
import { type Say, reason } from "../words";
import { Icon } from "./icon";

interface Shown {
  chat: Chat;
  state: State;
  say: Say;
}

/** Where the visitor writes. Enter sends, Shift+Enter breaks the line; files come by button, paste or drop. */
export function Composer({ chat, state, say }: Shown) {
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const excess = state.draft.length - LONGEST_TEXT;
  useEffect(() => field.current?.focus({ preventScroll: true }), [state.thread]);
  useLayoutEffect(() => {
    const one = field.current;
    if (!one) return;
    one.style.height = "auto";
    one.style.height = `${Math.min(one.scrollHeight, 132)}px`;
  }, [state.draft]);
  const send = (): void => {
    chat.send();
    field.current?.focus();
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer) chat.attach(event.dataTransfer.files);
  };
  return (
    <form
      class={`wc ${over ? "over" : ""}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Uploads {...{ state, say }} />
      {state.error && (
        <p class="fail" role="alert">
          {reason(say, state.error)}
        </p>
      )}
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          value={state.draft}
          placeholder={over ? say("drop") : say("placeholder")}
          aria-label={say("placeholder")}
          aria-invalid={excess > 0}
          enterkeyhint="send"
          onInput={(event) => chat.draft(event.currentTarget.value)}
          onPaste={(event) => event.clipboardData?.files.length && chat.attach(event.clipboardData.files)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          tabIndex={-1}
          onChange={(event) => {
            chat.attach(Array.from(event.currentTarget.files ?? []));
            event.currentTarget.value = "";
          }}
        />
        <button type="button" class="tap" aria-label={say("attach")} onClick={() => picker.current?.click()}>
          <Icon is="clip" />
        </button>
        <button type="submit" class="tap main" aria-label={say("send")} aria-disabled={excess > 0}>
          <Icon is="send" />
        </button>
      </div>
      {excess > 0 && (
        <p class="fail" role="status">
          {say("tooLong", excess)}
        </p>
      )}
    </form>
  );
}

function Uploads({ state, say }: { state: State; say: Say }) {
  return (
    <>
      {state.uploads.map((one) => (
        <div class="up" key={one.id}>
          <Icon is="file" />
          <span class="cut">
            {one.name}
            {one.error ? (
              <small class="fail" role="alert">
                {reason(say, one.error)}
              </small>
            ) : (
              <progress max={1} value={one.share} aria-label={say("uploading", one.name, Math.round(one.share * 100))} />
            )}
          </span>
          <button type="button" class="tap" aria-label={say("remove", one.name)} onClick={one.cancel}>
            <Icon is="x" />
          </button>
        </div>
      ))}
    </>
  );
}
