import { useEffect, useRef, useState } from "preact/hooks";
import type { Face } from "../../wire/protocol";
import type { Chat } from "../chat";
import { initials } from "../format";
import { save } from "../transcript";
import { type Say, speaker } from "../words";
import { Composer } from "./composer";
import { Home } from "./home";
import { Icon } from "./icon";
import { Thread } from "./thread";
import { useChat } from "./use";

/** The open widget: a head, one of two screens, and where to write. */
export function Panel({ chat, server }: { chat: Chat; server: string }) {
  const state = useChat(chat);
  const box = useRef<HTMLElement>(null);
  const say = speaker(state.locale);
  const { open, screen } = state;
  useEffect(() => {
    if (open && screen === "home") box.current?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }, [open, screen]);
  if (!open) return null;
  const waiting = state.messages.filter((one) => one.status === "queued").length;
  return (
    <section class="w" ref={box} role="dialog" lang={state.locale} aria-label={say("support", state.settings.brand ?? "")} onKeyDown={(event) => keys(event, chat, box.current)}>
      <header class="wh">
        {screen === "home" ? <strong class="sp">{state.settings.brand ?? ""}</strong> : <Person {...{ chat, say }} />}
        <button type="button" class="tap" aria-label={say("close")} onClick={() => chat.close()}>
          <Icon is="x" />
        </button>
      </header>
      {!state.online && (
        <p class="off" role="status">
          {waiting ? say("offlineCount", waiting) : say("offline")}
        </p>
      )}
      {screen === "home" ? (
        <Home {...{ chat, state, say }} />
      ) : (
        <>
          <Thread {...{ chat, state, say, server }} />
          <Composer {...{ chat, state, say }} />
        </>
      )}
      <footer class="wf">
        <Icon is="mark" small />
        {say("powered")}
      </footer>
    </section>
  );
}

/** Who is on the other side, and what can be done with the conversation. */
function Person({ chat, say }: { chat: Chat; say: Say }) {
  const { messages, thread, settings, conversations } = chat.state;
  const [menu, setMenu] = useState(false);
  const brand = settings.brand ?? "";
  const face: Face | undefined =
    messages.findLast((one) => one.thread === thread && one.side === "agent" && one.by)?.by ?? conversations.find((one) => one.thread === thread)?.by ?? undefined;
  return (
    <>
      <button type="button" class="tap" aria-label={say("back")} onClick={() => chat.go("home")}>
        <Icon is="back" />
      </button>
      {face && (face.picture ? <img class="face" src={face.picture} alt="" /> : <span class="face" aria-hidden="true">{initials(face.name)}</span>)}
      <div class="sp cut">
        <b class="cut">{face ? say("of", face.name, brand) : brand}</b>
        {face && <small>{say(face.online ? "online" : "away")}</small>}
      </div>
      <div class="menu" onFocusOut={(event) => event.currentTarget.contains(event.relatedTarget as Node) || setMenu(false)}>
        <button type="button" class="tap" aria-label={say("more")} aria-expanded={menu} onClick={() => setMenu(!menu)}>
          <Icon is="more" />
        </button>
        {menu && (
          <div class="pop" onClick={() => setMenu(false)}>
            <button type="button" onClick={() => save(chat.state, say)}>
              {say("save")}
            </button>
            <button type="button" onClick={() => chat.fresh()}>
              {say("restart")}
            </button>
          </div>
        )}
      </div>
    </>
  );
}

/** Esc closes. Where the widget covers the whole screen, Tab stays inside. */
function keys(event: KeyboardEvent, chat: Chat, box: HTMLElement | null): void {
  event.stopPropagation();
  if (event.key === "Escape") return chat.close();
  if (event.key !== "Tab" || !box || !matchMedia("(max-width: 480px)").matches) return;
  const stops = [...box.querySelectorAll<HTMLElement>("button, a[href], textarea, [tabindex='0']")];
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if ((box.getRootNode() as ShadowRoot).activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}
