import type { QueryClient } from "@tanstack/react-query";
import type { Notice } from "~/client/contract/notices";
import type { Me } from "~/client/contract/who";
import type { Live } from "~/client/live";
import { dot } from "~/kit/badge";
import { now } from "~/kit/now";
import { play } from "~/kit/sound";
import { meQuery } from "~/rooms/access/queries";
import { noticeWords } from "~/rooms/console/noticeWords";
import { Notifier } from "~/rooms/console/notifier";
import { router } from "./router";

const seen = () => document.visibilityState === "visible" && document.hasFocus();

/** Tell the person what happens while they look elsewhere, until the end that is given back. */
export function tellNotices(cache: QueryClient, live: Live, userId: string): () => void {
  const me = () => cache.getQueryData(meQuery.queryKey) as Me;
  const notifier = new Notifier(
    {
      preferences: () => me().preferences,
      timeZone: () => me().time_zone,
      now,
      looksAt: () => (seen() ? live.onScreen : null),
      seen,
      play,
      dot,
      show: (notice) => void show(notice),
    },
    `trato.notices.${userId}`,
  );
  const looked = () => seen() && notifier.looked();
  // A notice was pressed: the worker brought this tab to the front.
  const opened = ({ data }: MessageEvent<{ open?: string }>) => data.open && router.history.push(data.open);
  window.addEventListener("focus", looked);
  document.addEventListener("visibilitychange", looked);
  navigator.serviceWorker?.addEventListener("message", opened);
  const leave = live.subscribe("me", {
    changed: (resources) => {
      for (const one of resources) {
        if (one.type !== "notice") continue;
        if (one.notice.kind === "help") void cache.invalidateQueries({ queryKey: ["help"] });
        void notifier.hear(one.notice);
      }
    },
    missed: () => undefined, // the lists are fetched again: what rang meanwhile stands there
  });
  return () => {
    leave();
    window.removeEventListener("focus", looked);
    document.removeEventListener("visibilitychange", looked);
    navigator.serviceWorker?.removeEventListener("message", opened);
    notifier.stop();
    dot(false);
  };
}

/** Over the desktop, by the worker where there is one: then a push of the same case takes its place instead of doubling it. */
async function show(notice: Notice) {
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  const told = { body: noticeWords(notice.kind, notice.number), tag: `case:${notice.case_id}`, icon: "/icon-192.png", silent: true };
  const worker = await navigator.serviceWorker?.getRegistration();
  if (worker) return worker.showNotification("Trato", { ...told, data: { case_id: notice.case_id } });
  const shown = new Notification("Trato", told);
  shown.onclick = () => {
    window.focus();
    location.assign(`/cases/mine/${notice.case_id}`);
  };
}
