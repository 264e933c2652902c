import { h, render } from "preact";
import type { App, Bridge } from "../wire/bridge";
import { run } from "./calls";
import { Chat } from "./chat";
import css from "./style.css?inline";
import { Panel } from "./ui/panel";

/** Begin: called once by the loader, when somebody first interacts. */
export function start(bridge: Bridge): App {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  bridge.shadow.adoptedStyleSheets = [...bridge.shadow.adoptedStyleSheets, sheet];
  const root = document.createElement("div");
  bridge.shadow.insertBefore(root, bridge.button);
  const chat = new Chat(bridge);
  const mark = (): void => bridge.button.setAttribute("aria-expanded", String(chat.state.open));
  chat.held.watch(mark);
  mark();
  render(<Panel chat={chat} server={bridge.server} />, root);
  return {
    run: (call) => {
      run(chat, call);
      if (call[0] === "shutdown") render(null, root);
    },
  };
}
