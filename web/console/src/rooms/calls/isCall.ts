import type { Message } from "~/client/contract/messages";

/** A call in a thread is a message that says nothing by itself: what happened in it is told apart. */
export const isCall = (message: Message) =>
  message.purpose === "call" || (message.direction === "in" && message.parts.length === 0 && message.attachments.length === 0 && message.deleted_at === null);
