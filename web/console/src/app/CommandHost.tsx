import { lazy, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Preferences } from "~/client/contract/preferences";
import type { PresenceReason } from "~/client/contract/who";
import { Apart } from "~/kit/Apart";
import type { Ready } from "~/kit/command";
import { type Host, HostContext, type Owner } from "~/kit/commandHost";
import { setKeymap } from "~/kit/keymap";
import { type Binding, isSingle, listen } from "~/kit/keys";

const palette = () => import("./Palette");
const Palette = lazy(() => palette().then((file) => ({ default: file.Palette })));
const CheatSheet = lazy(() => import("./CheatSheet").then((file) => ({ default: file.CheatSheet })));
const SequenceHint = lazy(() => import("./SequenceHint").then((file) => ({ default: file.SequenceHint })));

/** Every owner, nearest first: what none of them collects has no key and is not in the palette. */
const ORDER: Record<Owner, true> = {
  rewriting: true, calls: true, taking: true, desk: true, comments: true, threads: true, voice: true, hints: true, summary: true, suggestions: true,
  triage: true, floor: true, views: true, policies: true, app: true,
};
const OWNERS = Object.keys(ORDER) as Owner[];

/** Fetched before it is asked for, once the first case stands: what follows the key is typed into it. */
const SOON = 1_500;

/** Collects what can be done now; keys and palette run the same objects as the buttons. */
export function CommandHost({ preferences, reasons, children }: Props) {
  const [offers, setOffers] = useState<Partial<Record<Owner, Ready[]>>>({});
  const [shown, setShown] = useState<"palette" | "sheet" | null>(null);
  const [begun, setBegun] = useState<Binding[]>([]);
  const singleKeys = preferences.single_keys;
  setKeymap(preferences.keys);
  const publish = useCallback((owner: Owner, commands: Ready[]) => setOffers((old) => ({ ...old, [owner]: commands })), []);
  const host = useMemo<Host>(
    () => ({
      publish,
      openPalette: () => setShown((old) => (old === "palette" ? null : "palette")),
      openCheatSheet: () => setShown("sheet"),
      catalogue: async () => (await import("./catalogue")).catalogue(reasons),
    }),
    [publish, reasons],
  );
  const commands = useMemo(() => OWNERS.flatMap((one) => offers[one] ?? []), [offers]);

  const bound = useRef<{ bindings: Binding[]; busy: boolean }>({ bindings: [], busy: false });
  useEffect(() => {
    const bindings = commands.flatMap(({ id, keys, typing, run }) => (keys && (singleKeys || !isSingle(keys)) ? [{ id, keys, typing, run }] : []));
    bound.current = { bindings, busy: shown !== null };
  }, [commands, singleKeys, shown]);
  useEffect(
    () =>
      listen(
        () => bound.current.bindings,
        // What is typed before the palette stands is for it, and for no shortcut.
        (event, one) => deaf(event, one) || (bound.current.busy && one.id !== "palette.open"),
        setBegun,
      ),
    [],
  );
  useEffect(() => {
    const timer = setTimeout(() => palette().catch(() => undefined), SOON); // without network it comes when asked for
    return () => clearTimeout(timer);
  }, []);

  return (
    <HostContext value={host}>
      {children}
      <Apart name={shown ?? "none"} onGone={() => setShown(null)}>
        {shown === "palette" ? <Palette commands={commands} onClose={() => setShown(null)} /> : null}
        {shown === "sheet" ? <CheatSheet commands={commands} singleKeys={singleKeys} onClose={() => setShown(null)} /> : null}
        {begun.length > 0 ? <SequenceHint begun={begun} commands={commands} /> : null}
      </Apart>
    </HostContext>
  );
}

/** Somebody writes, or a dialog or a menu is open: a key is theirs. Only what opens and shuts the palette passes. */
function deaf(event: KeyboardEvent, one: Binding): boolean {
  if (event.defaultPrevented) return true; // Escape that closed a dialog closes nothing else
  if (one.id === "palette.open" && !isSingle(one.keys)) return false;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const writes = target?.closest("input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable='true']");
  return (Boolean(writes) && !(one.typing && !isSingle(one.keys))) || document.querySelector("[role='dialog'], [role='menu'], [data-keys='mine']") !== null;
}

interface Props {
  preferences: Preferences;
  /** The workspace's own reasons for being away: each is a command. */
  reasons: PresenceReason[];
  children: ReactNode;
}
