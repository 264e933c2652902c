import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Me } from "~/client/contract/who";
import type { Live } from "~/client/live";

/** Let this machine keep what is seen, to be read without network, where that is allowed; fetched after the first case. */
export function useKeeping(live: Live, me: Me) {
  const cache = useQueryClient();
  const may = Boolean(me.keeping);
  const latest = useRef(me);
  const who = `${me.workspace.id}.${me.user.id}`;
  useEffect(() => {
    latest.current = me;
  });
  useEffect(() => {
    let ended = false;
    let end: (() => void) | null = null;
    const begin = async () => {
      if (!may) return (await import("~/rooms/console/kept")).forgetKept();
      const { keep } = await import("./kept/keep");
      if (!ended) end = keep(cache, live, latest.current);
    };
    begin().catch(() => undefined); // the desk works without; a newer one is announced by the bar
    return () => {
      ended = true;
      end?.();
    };
  }, [cache, live, who, may]);
}
