import { useEffect, useReducer } from "preact/hooks";
import type { Chat } from "../chat";
import type { State } from "../state";

/** Draw again whenever the chat changes. */
export function useChat(chat: Chat): State {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => chat.watch(() => draw(undefined)), [chat]);
  return chat.state;
}
