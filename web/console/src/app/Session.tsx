import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { put } from "~/client/change";
import type { Me } from "~/client/contract/who";
import { call } from "~/client/http";
import { Live } from "~/client/live";
import { LiveContext } from "~/client/LiveContext";
import { upload } from "~/client/upload";
import { learnNow, now } from "~/kit/now";
import { meQuery } from "~/rooms/access/queries";
import { Attention } from "~/rooms/console/attention";
import { AttentionContext } from "~/rooms/console/AttentionContext";
import { DraftSync } from "~/rooms/conversations/draftSync";
import { Outbox } from "~/rooms/conversations/outgoing";
import { DraftsContext, OutboxContext, UploadsContext } from "~/rooms/conversations/OutboxContext";
import { threadQuery, type ThreadPages } from "~/rooms/conversations/queries";
import { keep } from "~/rooms/conversations/thread";
import { Uploads } from "~/rooms/conversations/uploads";
import { useKeeping } from "./useKeeping";
import { onTouch } from "./touches";
import { useNotices } from "./useNotices";

/** What lives as long as somebody is signed in: the socket, the outbox, the measure of attention. */
export function Session({ me, children }: { me: Me; children: ReactNode }) {
  const cache = useQueryClient();
  const userId = me.user.id;
  const live = useMemo(() => new Live(() => `${location.origin.replace(/^http/, "ws")}/api/v1/live`, learnNow), []);
  const drafts = useMemo(
    () =>
      new DraftSync(userId, {
        list: () => call("GET /drafts", {}),
        get: (id) => call("GET /cases/{id}/draft", { path: { id } }),
        put: (id, basedOn, body) => call("PUT /cases/{id}/draft", { path: { id }, body: { based_on: basedOn, body } }),
      }),
    [userId],
  );
  const uploads = useMemo(() => new Uploads(upload), []);
  const outbox = useMemo(
    () =>
      new Outbox(
        userId,
        (id, body) => call("POST /conversations/{id}/messages", { path: { id }, body }),
        (message) =>
          cache.setQueryData(threadQuery(message.case_id).queryKey, (old) =>
            old ? keep(old as ThreadPages, { kind: "message", message }) : old,
          ),
        uploads,
      ),
    [cache, userId, uploads],
  );
  const attention = useMemo(
    () =>
      new Attention({
        post: (segments) => call("POST /segments", { body: { segments } }),
        beacon: (segments) => void navigator.sendBeacon("/api/v1/segments", JSON.stringify({ segments })),
        now,
      }),
    [],
  );
  useNotices(live, userId);
  useKeeping(live, me);
  useEffect(() => {
    live.start();
    drafts.start();
    uploads.start();
    outbox.start();
    attention.start();
    const leave = live.subscribe("me", {
      changed: (resources) => {
        for (const one of resources) if (one.type === "me") put(cache, meQuery.queryKey, one.me);
      },
      missed: () => void cache.invalidateQueries({ queryKey: meQuery.queryKey }),
    });
    const untouched = onTouch(() => live.send({ active: true }));
    const ended = live.watch(() => {
      if (live.link === "ended") void cache.resetQueries({ queryKey: meQuery.queryKey });
    });
    return () => {
      leave();
      untouched();
      ended();
      attention.stop();
      outbox.stop();
      uploads.stop();
      drafts.stop();
      live.stop();
    };
  }, [live, outbox, uploads, drafts, attention, cache]);
  return (
    <LiveContext value={live}>
      <OutboxContext value={outbox}>
        <DraftsContext value={drafts}>
        <UploadsContext value={uploads}>
          <AttentionContext value={attention}>{children}</AttentionContext>
        </UploadsContext>
        </DraftsContext>
      </OutboxContext>
    </LiveContext>
  );
}
