import { Component, h } from "preact";
import type { Chat } from "../chat";
import { save } from "../transcript";
import type { Say, Word } from "../words";
import { Icon } from "./icon";

interface Shown {
  chat: Chat;
  say: Say;
}

/** What can be done with the conversation on screen. */
export class Menu extends Component<Shown, { open: boolean }> {
  override state = { open: false };

  turn = (open: boolean): void => this.setState({ open });

  leave = (event: FocusEvent): void => {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node)) this.turn(false);
  };

  keys = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.state.open) return;
    event.stopPropagation();
    this.turn(false);
    (event.currentTarget as HTMLElement).querySelector("button")?.focus();
  };

  override render({ chat, say }: Shown, { open }: { open: boolean }) {
    const { state } = chat;
    const { settings, identified, thread, conversations, messages } = state;
    const going = conversations.find((one) => one.thread === thread);
    const deeds: [Word, () => void, unknown][] = [
      ["save", () => save(state, say), true],
      ["copy", () => chat.go("copy"), settings.post && messages.some((one) => one.thread === thread && one.side === "agent")],
      ["carry", () => chat.go("carry"), settings.post && !identified && going],
      ["end", () => chat.end(), going && !going.closed_at],
      ["restart", () => chat.fresh(), going],
    ];
    return (
      <div class="menu" onFocusOut={this.leave} onKeyDown={this.keys}>
        <button type="button" class="tap" aria-label={say("more")} aria-expanded={open} onClick={() => this.turn(!open)}>
          <Icon is="more" />
        </button>
        {open && (
          <div class="pop" onClick={() => this.turn(false)}>
            {deeds.map(([word, deed, can]) =>
              can ? (
                <button type="button" key={word} onClick={deed}>
                  {say(word)}
                </button>
              ) : null,
            )}
          </div>
        )}
      </div>
    );
  }
}
