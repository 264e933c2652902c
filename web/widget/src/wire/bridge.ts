/** What the loader hands to the app when somebody first interacts. */
import type { Words } from "../app/words";

export type EventName =
  | "ready"
  | "open"
  | "close"
  | "message"
  | "unread"
  | "agentJoined"
  | "typing"
  | "status"
  | "survey"
  | "error";

export interface BootOptions {
  key?: string;
  server?: string;
  locale?: string;
  theme?: "auto" | "light" | "dark";
  identity?: string;
  launcher?: boolean;
}

export type Call = [name: string, ...values: unknown[]];

export interface Bridge {
  server: string;
  options: BootOptions & { key: string };
  shadow: ShadowRoot;
  button: HTMLButtonElement;
  calls: Call[];
  /** From the address of the page, when an e-mailed link brought the visitor here. */
  ticket: string;
  /** One of the languages that the widget speaks. */
  locale: string;
  words: Words;
  speak: (locale: string) => Promise<Words>;
  emit: (event: EventName, detail?: unknown) => void;
  badge: (unread: number) => void;
}

/** What the app gives back: where every later call goes. */
export interface App {
  run: (call: Call) => void;
}
