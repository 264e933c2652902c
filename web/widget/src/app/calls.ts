/** What a page may ask of the widget once it is here: one row a command. The loader answers the others by itself. */
import type { Call } from "../wire/bridge";
import type { Chat } from "./chat";
import { page } from "./telling";

type Deed = (chat: Chat, value: never, more: never) => unknown;

export const CALLS: Record<string, Deed> = {
  open: (chat) => chat.open(),
  close: (chat) => chat.close(),
  toggle: (chat) => (chat.state.open ? chat.close() : chat.open()),
  prefill: (chat, text: string) => {
    chat.draft(String(text));
    chat.write();
    chat.open();
  },
  setLocale: (chat, locale: string) => chat.speak(locale),
  identify: (chat, given: string | { token?: string }) => chat.identify(String((given as { token?: string })?.token ?? given ?? "")),
  setAttributes: (chat, attributes: object) => chat.tell({ type: "context", attributes, ...page() }),
  track: (chat, name: string, facts: Record<string, unknown> = {}) => {
    const { amount, currency, ref, ...properties } = facts;
    chat.tell({ type: "track", name: String(name), ...(amount !== undefined && { amount, currency }), ...(ref !== undefined && { ref }), properties });
  },
  startFlow: (chat, name: string) => chat.warn("flow_unknown", { flow: name }), // none can be named yet
  logout: (chat) => chat.logout(),
  shutdown: (chat) => chat.stop(),
};

export function run(chat: Chat, [name, value, more]: Call): void {
  const deed = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (deed) deed(chat, value as never, more as never);
  else chat.warn("unknown_command", { command: name });
}
