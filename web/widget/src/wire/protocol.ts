/** What travels between the widget and the visitor's door. Times are milliseconds since 1970 by the server's clock. */

export interface Face {
  name: string;
  picture: string;
  online: boolean;
}

export interface Choice {
  payload: string;
  title: string;
  description?: string;
}

export type Part =
  | { type: "text"; text: string }
  | { type: "media"; media: string; url: string; mime?: string; name?: string; caption?: string; size?: number }
  | { type: "choice"; payload: string; title: string }
  | { type: "options"; choices: Choice[]; button?: string }
  | { type: "location"; latitude: number; longitude: number; name?: string; address?: string }
  | { type: "contact"; name: string; phones?: string[]; emails?: string[]; organisation?: string }
  | { type: "order"; items: object[]; text?: string }
  | { type: "unsupported" };

export type Side = "visitor" | "agent" | "bot" | "system";
export type Status = "queued" | "failed" | "sent" | "delivered" | "read";

export interface Message {
  id: string;
  thread: string;
  side: Side;
  at: number;
  status: Status;
  parts: Part[];
  by?: Face;
  reply_to?: string;
  survey?: boolean;
  edited?: boolean;
  deleted?: boolean;
}

export interface Conversation {
  thread: string;
  last_at: number;
  title: string;
  preview: string;
  unread: number;
  by: Face | null;
  closed_at: number | null;
  /** What to expect while it waits in a queue. */
  queue?: Service | null;
}

export interface Service {
  open: boolean;
  wait: number | null;
  until: number | null;
  zone: string;
  /** Whose turn: 1 is the next; of whoever waits in a queue. */
  place?: number;
}

export interface View {
  conversations: Conversation[];
  service: Service;
  more: boolean;
  messages: Message[];
}

export interface Frame extends Partial<View> {
  prev?: number;
  seq?: number;
  whole?: boolean;
  typing?: { thread: string; by: Face | null; on: boolean };
  pong?: number;
}

export interface Link {
  title: string;
  url: string;
}

/** What an administrator chose; what is absent was not chosen. */
export interface Settings {
  brand?: string;
  greetings?: Record<string, string>;
  assistant?: string;
  links?: Link[];
  privacy?: string;
  files?: boolean;
  email?: boolean;
  /** Whether the brand can send e-mail: then a conversation can be carried to another device. */
  post?: boolean;
  keys?: string[];
  events?: string[];
}

export interface Session {
  token: string;
  visitor: string;
  name: string;
  identified: boolean;
  until: number;
  now: number;
  settings: Settings;
}

export type Item = { type: string } & Record<string, unknown>;

export interface Ticket {
  ticket: string;
  mime: string;
  size: number;
  name: string;
  url: string;
}
