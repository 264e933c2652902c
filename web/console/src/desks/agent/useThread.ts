import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { CaseDetail } from "~/client/contract/cases";
import type { Message, ThreadPage } from "~/client/contract/messages";
import { echo } from "~/rooms/conversations/echo";
import { type ThreadAt, threadPage, threadQuery, type ThreadPages } from "~/rooms/conversations/queries";
import { entries, ordered } from "~/rooms/conversations/thread";
import { useOutgoing } from "~/rooms/conversations/useOutgoing";
import { useMe } from "./useMe";

const dayOf = (at: string) => new Date(at).toDateString();

/** The thread of a case as far as it is here, with what was written and is not on the server yet; fetched around `target`. */
export function useThread(one: CaseDetail, target: string | null) {
  const me = useMe();
  const cache = useQueryClient();
  const query = useInfiniteQuery(threadQuery(one.id));
  const { outgoing } = useOutgoing();
  const live = !query.hasPreviousPage;
  const written = useMemo(() => outgoing.filter((each) => each.body.case_id === one.id), [outgoing, one.id]);
  const items = useMemo(() => {
    const author = { kind: "user" as const, id: me.user.id, name: me.user.name, alias: me.user.alias };
    return ordered(query.data as ThreadPages | undefined, live ? written.map((each) => echo(each, author, each.body.text)) : []);
  }, [query.data, written, me, live]);
  const whole = query.data !== undefined && !query.hasNextPage;
  const shown = useMemo(() => entries(items, one.conversations, dayOf, whole), [items, one.conversations, whole]);
  const messages = useMemo(
    () => new Map<string, Message>(items.flatMap((item) => (item.kind === "message" ? [[item.message.id, item.message]] : []))),
    [items],
  );
  /** Begin anew from one page. What is being fetched would put the pages back that were here when it began. */
  const put = useCallback(
    async (page: ThreadPage, at: ThreadAt) => {
      const { queryKey } = threadQuery(one.id);
      await cache.cancelQueries({ queryKey });
      cache.setQueryData(queryKey, { pages: [page], pageParams: [at] } as ThreadPages);
    },
    [cache, one.id],
  );
  const here = target !== null && items.some((item) => (item.kind === "message" ? item.message : item.note).id === target);
  const [lost, setLost] = useState<string | null>(null);
  useEffect(() => {
    if (target === null || here || query.isPending || lost === target) return;
    let left = false;
    threadPage(one.id, { around: target }).then(
      (page) => (left ? undefined : put(page, { around: target })),
      () => left || setLost(target),
    );
    return () => {
      left = true;
    };
  }, [target, here, query.isPending, lost, one.id, put]);
  /** Back to the newest page, from somewhere in the middle. */
  const toNewest = useCallback(async () => {
    await put(await threadPage(one.id, {}), {});
  }, [put, one.id]);
  return { query, shown, items, messages, live, whole, toNewest, lost: lost !== null && lost === target, waiting: written.length };
}
