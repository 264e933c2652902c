import { createContext, useContext, useEffect, useRef } from "react";
import type { Ready } from "./command";
import { keysOf } from "./keymap";

/** Who offers commands, nearest first: what is on screen, then the app itself. */
export type Owner = "desk" | "comments" | "threads" | "calls" | "taking" | "views" | "voice" | "hints" | "summary" | "suggestions" | "rewriting" | "policies" | "triage" | "app" | "floor";

/** A command as the page of keys lists it: `keys` are the house's own. */
export interface Catalogued {
  id: string;
  words: () => string;
  keys?: string;
}

/** Who collects the commands that can be run now, for the keys and the palette. */
export interface Host {
  publish: (owner: Owner, commands: Ready[]) => void;
  openPalette: () => void;
  openCheatSheet: () => void;
  /** Every command of the house, also those that cannot be run now; fetched when it is first wanted. */
  catalogue: () => Promise<Catalogued[]>;
}

export const HostContext = createContext<Host | null>(null);

export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error("useHost outside the app");
  return host;
}

/** Offer these commands while this component is on screen. */
export function useOffer(owner: Owner, commands: Ready[]) {
  const { publish } = useHost();
  const latest = useRef(commands);
  const shape = commands.map((one) => `${one.id}:${one.words}:${keysOf(one.id, one.keys)}`).join("|");
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const runLatest = (id: string) => () => latest.current.find((one) => one.id === id)?.run();
    publish(
      owner,
      latest.current.map((one) => ({ ...one, keys: keysOf(one.id, one.keys), run: runLatest(one.id) })),
    );
    // oxlint-disable-next-line react/exhaustive-deps -- `shape` says when the list differs
  }, [owner, publish, shape]);
  useEffect(() => () => publish(owner, []), [owner, publish]);
}
