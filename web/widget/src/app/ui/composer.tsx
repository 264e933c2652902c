import { Component, createRef, Fragment, h } from "preact";
import { type Chat, LONGEST_TEXT } from "../chat";
import type { State } from "../state";
import { type Say, reason } from "../words";
import { focus } from "./focus";
import { Icon } from "./icon";

interface Shown {
  chat: Chat;
  state: State;
  say: Say;
}

/** Where the visitor writes. Enter sends, Shift+Enter breaks the line; files come by button, paste or drop. */
export class Composer extends Component<Shown, { over: boolean }> {
  override state = { over: false };
  field = createRef<HTMLTextAreaElement>();
  picker = createRef<HTMLInputElement>();

  override componentDidMount(): void {
    focus(this.field.current);
    this.fit();
  }

  override componentDidUpdate(before: Shown): void {
    if (before.state.thread !== this.props.state.thread) focus(this.field.current);
    this.fit();
  }

  fit(): void {
    const one = this.field.current;
    if (!one) return;
    one.style.height = "auto";
    one.style.height = `${Math.min(one.scrollHeight, 132)}px`;
  }

  send(): void {
    this.props.chat.send();
    focus(this.field.current);
  }

  drop = (event: DragEvent): void => {
    event.preventDefault();
    this.setState({ over: false });
    if (event.dataTransfer) this.props.chat.uploads.attach(event.dataTransfer.files);
  };

  override render({ chat, state, say }: Shown, { over }: { over: boolean }) {
    const excess = state.draft.length - LONGEST_TEXT;
    const waits = excess > 0 || state.uploads.some((one) => !one.ticket && !one.error);
    return (
      <form
        class={`wc ${over ? "over" : ""}`}
        onSubmit={(event) => {
          event.preventDefault();
          this.send();
        }}
        onDragOver={(event) => {
          event.preventDefault();
          this.setState({ over: true });
        }}
        onDragLeave={() => this.setState({ over: false })}
        onDrop={this.drop}
      >
        <Uploads {...{ state, say }} />
        {state.error && (
          <p class="fail" role="alert">
            {reason(say, state.error)}
          </p>
        )}
        <div class="field">
          <textarea
            ref={this.field}
            rows={1}
            value={state.draft}
            placeholder={over ? say("drop") : say("placeholder")}
            aria-label={say("placeholder")}
            aria-invalid={excess > 0}
            enterkeyhint="send"
            onInput={(event) => chat.draft(event.currentTarget.value)}
            dir="auto"
            onPaste={(event) => event.clipboardData?.files.length && chat.uploads.attach(event.clipboardData.files)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              this.send();
            }}
          />
          <input
            ref={this.picker}
            type="file"
            multiple
            hidden
            tabIndex={-1}
            onChange={(event) => {
              chat.uploads.attach(Array.from(event.currentTarget.files ?? []));
              event.currentTarget.value = "";
            }}
          />
          {state.settings.files !== false && (
            <button type="button" class="tap" aria-label={say("attach")} title={say("attach")} onClick={() => this.picker.current?.click()}>
              <Icon is="clip" />
            </button>
          )}
          <button type="submit" class="tap main" aria-label={say("send")} aria-disabled={waits}>
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
