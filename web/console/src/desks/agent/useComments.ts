import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CaseDetail } from "~/client/contract/cases";
import type { Message } from "~/client/contract/messages";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { commentCommands } from "~/rooms/conversations/commentCommands";
import { actsFor, moderating, retrying } from "~/rooms/conversations/moderating";
import type { Entry } from "~/rooms/conversations/thread";

/** What stands in public on the thread: which comment the keys act on, and the deeds on it. */
export function useComments(one: CaseDetail, shown: Entry[], answer: (message: Message) => void) {
  const cache = useQueryClient();
  const { perform } = useDoing();
  const [pickedId, setPickedId] = useState<string | null>(null);
  const comments = shown.flatMap((entry) => (entry.kind === "message" && entry.message.public ? [entry.message] : []));
  const picked = comments.findIndex((each) => each.id === pickedId);
  // Without one picked, the keys act on the newest that somebody else said.
  const newest = comments.findLast((each) => each.direction === "in" && !each.deleted_at) ?? null;
  const chosen = comments[picked] ?? newest;
  const act = (message: Message, which: Parameters<typeof moderating>[3]) => {
    setPickedId(message.id);
    void perform(moderating(cache, one, message, which));
  };
  const step = (by: 1 | -1) => {
    const from = picked < 0 ? (by > 0 ? comments.length - 2 : comments.length) : picked;
    setPickedId(comments[Math.max(0, Math.min(comments.length - 1, from + by))]?.id ?? null);
  };
  useOffer(
    "comments",
    ready(commentCommands, { chosen, acts: chosen ? actsFor(one, chosen) : [], comments: comments.length, step, answer, act }, (permission) => one.may.includes(permission)),
  );
  return {
    picked: picked < 0 ? null : pickedId,
    act,
    retry: (message: Message) => message.moderation && void perform(retrying(cache, one, message.moderation)),
  };
}
