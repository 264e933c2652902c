import { Component, createRef, Fragment, h } from "preact";
import type { Face } from "../../wire/protocol";
import type { Chat } from "../chat";
import { initials } from "../format";
import type { State } from "../state";
import { type Say, speaker } from "../words";
import { Arrive } from "./arrive";
import { Composer } from "./composer";
import { Home } from "./home";
import { Icon } from "./icon";
import { Menu } from "./menu";
import { Post } from "./post";
import { Thread } from "./thread";

interface Shown {
  chat: Chat;
  server: string;
}

/** The open widget: a head, one of its screens, and where to write. It is drawn again whenever the chat changes. */
export class Panel extends Component<Shown> {
  box = createRef<HTMLElement>();
  shown = "";

  override componentDidMount(): void {
    this.props.chat.held.watch(() => this.setState({}));
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    const { open, screen } = this.props.chat.state;
    const shown = open ? screen : "";
    if (shown !== this.shown && shown === "home") this.box.current?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    this.shown = shown;
  }

  override render({ chat, server }: Shown) {
    const { state } = chat;
    const { open, screen, messages, settings, locale, online } = state;
    if (!open) return null;
    const say = speaker(state.words);
    const waiting = messages.filter((one) => one.status === "queued").length;
    return (
      <section class="w" ref={this.box} role="dialog" lang={locale} aria-label={say("support", settings.brand ?? "")} onKeyDown={(event) => keys(event, chat, this.box.current)}>
        <header class="wh">
          {screen === "home" || screen === "arrive" ? <strong class="sp">{settings.brand ?? ""}</strong> : <Person {...{ chat, say }} />}
          <button type="button" class="tap" aria-label={say("close")} onClick={() => chat.close()}>
            <Icon is="x" />
          </button>
        </header>
        {!online && (
          <p class="off" role="status">
            {waiting ? say("offlineCount", waiting) : say("offline")}
          </p>
        )}
        <Screen {...{ chat, state, say, server }} />
        <footer class="wf">
          <Icon is="mark" small />
          {say("powered")}
        </footer>
      </section>
    );
  }
}

/** What the panel shows at present. */
function Screen({ chat, state, say, server }: { chat: Chat; state: State; say: Say; server: string }) {
  switch (state.screen) {
    case "home":
      return <Home {...{ chat, state, say }} />;
    case "thread":
      return (
        <>
          <Thread {...{ chat, state, say, server }} />
          <Composer {...{ chat, state, say }} />
        </>
      );
    case "arrive":
      return <Arrive {...{ chat, state, say }} />;
    case "copy":
      return <Post {...{ chat, say }} what="transcript" title="copy" why="copyWhy" />;
    default:
      return <Post {...{ chat, say }} what="resume" title={state.screen} why={`${state.screen}Why`} />;
  }
}

/** Who is on the other side, and what can be done with the conversation. */
function Person({ chat, say }: { chat: Chat; say: Say }) {
  const { messages, thread, settings, conversations, screen } = chat.state;
  const brand = settings.brand ?? "";
  const face: Face | undefined =
    messages.findLast((one) => one.thread === thread && one.side === "agent" && one.by)?.by ?? conversations.find((one) => one.thread === thread)?.by ?? undefined;
  return (
    <>
      <button type="button" class="tap" aria-label={say("back")} onClick={() => chat.go(screen === "thread" || screen === "recover" ? "home" : "thread")}>
        <Icon is="back" />
      </button>
      {face && (face.picture ? <img class="face" src={face.picture} alt="" /> : <span class="face" aria-hidden="true">{initials(face.name)}</span>)}
      <div class="sp cut">
        <b class="cut">{face ? say("of", face.name, brand) : brand}</b>
        {face && <small>{say(face.online ? "online" : "away")}</small>}
      </div>
      {screen === "thread" && <Menu {...{ chat, say }} />}
    </>
  );
}

/** Esc closes. Where the widget covers the whole screen, Tab stays inside. */
function keys(event: KeyboardEvent, chat: Chat, box: HTMLElement | null): void {
  event.stopPropagation();
  if ((event.target as Element).closest("dialog")) return; // a picture over everything has its own Esc
  if (event.key === "Escape") return chat.close();
  if (event.key !== "Tab" || !box || !matchMedia("(max-width: 480px)").matches) return;
  const stops = [...box.querySelectorAll<HTMLElement>("button, a[href], textarea, input:not([hidden]), [tabindex='0']")];
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if ((box.getRootNode() as ShadowRoot).activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}
