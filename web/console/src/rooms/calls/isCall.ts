import type { Message } from "~/client/contract/messages";

/** A call in a thread is a message of a contact that says nothing by itself: what happened in it is told apart. */
export const isCall = (message: Message) =>
  message.direction === "in" && message.parts.length === 0 && message.attachments.length === 0 && message.deleted_at === null;
