import { t } from "@lingui/core/macro";
import type { Message } from "~/client/contract/messages";
import type { Moderation } from "~/client/contract/moderation";
import type { Command } from "~/kit/command";

/** What is said in public in the case on screen; `chosen` is the comment that the keys act on. */
export interface CommentContext {
  chosen: Message | null;
  acts: Moderation[];
  comments: number;
  step: (by: 1 | -1) => void;
  answer: (message: Message) => void;
  act: (message: Message, act: Moderation) => void;
}

const either = ({ chosen, acts }: CommentContext, one: Moderation, other: Moderation) => chosen !== null && (acts.includes(one) || acts.includes(other));
const swap = ({ chosen, acts, act }: CommentContext, one: Moderation, other: Moderation) => chosen && act(chosen, acts.includes(one) ? one : other);

export const nextComment: Command<CommentContext> = {
  id: "comment.next",
  words: () => t`Comentario siguiente`,
  keys: ".",
  permission: "case.read",
  enabled: ({ comments }) => comments > 0,
  run: ({ step }) => step(1),
};

export const previousComment: Command<CommentContext> = {
  id: "comment.previous",
  words: () => t`Comentario anterior`,
  keys: ",",
  permission: "case.read",
  enabled: ({ comments }) => comments > 0,
  run: ({ step }) => step(-1),
};

export const answerComment: Command<CommentContext> = {
  id: "comment.answer",
  words: () => t`Responder a este comentario`,
  keys: "Shift+C",
  permission: "case.reply",
  enabled: ({ chosen }) => chosen !== null && chosen.direction === "in" && !chosen.deleted_at,
  run: ({ chosen, answer }) => chosen && answer(chosen),
};

export const hideComment: Command<CommentContext> = {
  id: "comment.hide",
  words: () => t`Ocultar o mostrar el comentario`,
  keys: "o",
  permission: "message.moderate",
  enabled: (context) => either(context, "hide", "unhide"),
  run: (context) => swap(context, "hide", "unhide"),
};

export const likeComment: Command<CommentContext> = {
  id: "comment.like",
  words: () => t`Me gusta, o quitarlo`,
  keys: "l",
  permission: "message.moderate",
  enabled: (context) => either(context, "like", "unlike"),
  run: (context) => swap(context, "like", "unlike"),
};

export const deleteComment: Command<CommentContext> = {
  id: "comment.delete",
  words: () => t`Eliminar el comentario del canal`,
  keys: "Shift+D",
  permission: "message.remove",
  enabled: ({ chosen, acts }) => chosen !== null && acts.includes("delete"),
  run: ({ chosen, act }) => chosen && act(chosen, "delete"),
};

export const commentCommands: Command<CommentContext>[] = [nextComment, previousComment, answerComment, hideComment, likeComment, deleteComment];
