import type { ChatAccount, ChatChecked, WidgetSettings } from "./chats";

export interface ChatsEndpoints {
  "GET /chats": { answer: ChatAccount[] };
  "GET /chats/{id}": { answer: ChatAccount };
  /** 422 invalid {field, reason}; 409 settings_changed. */
  "PUT /chats/{id}": { body: { version: string; settings: WidgetSettings }; answer: ChatAccount };
  /** What would be kept of a draft; nothing is. 422 invalid {field, reason}. */
  "POST /chats/{id}/check": { body: { settings: WidgetSettings }; answer: ChatChecked };
  /** The secret is told once; the one before counts beside it until it is dropped. */
  "POST /chats/{id}/identity-secret": { body: Record<string, never>; answer: { secret: string } };
  /** The secret before the last counts no more. */
  "DELETE /chats/{id}/identity-secret": { answer: null };
}
