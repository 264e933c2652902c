import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { tinykeys } from "tinykeys";
import type { Ready } from "~/kit/command";
import { type Host, HostContext, type Owner } from "~/kit/commandHost";

const Palette = lazy(() => import("./Palette").then((file) => ({ default: file.Palette })));
const CheatSheet = lazy(() => import("./CheatSheet").then((file) => ({ default: file.CheatSheet })));

const ALWAYS = new Set(["$mod+k"]);

/** Collects what can be done now; keys and palette run the same objects as the buttons. */
export function CommandHost({ singleKeys, children }: { singleKeys: boolean; children: ReactNode }) {
  const [offers, setOffers] = useState<Partial<Record<Owner, Ready[]>>>({});
  const [shown, setShown] = useState<"palette" | "sheet" | null>(null);
  const publish = useCallback((owner: Owner, commands: Ready[]) => setOffers((old) => ({ ...old, [owner]: commands })), []);
  const host = useMemo<Host>(
    () => ({ publish, openPalette: () => setShown("palette"), openCheatSheet: () => setShown("sheet") }),
    [publish],
  );
  const commands = useMemo(() => [...(offers.desk ?? []), ...(offers.app ?? [])], [offers]);

  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    const bind = (keys: string, run: () => void) => {
      bindings[keys] = (event) => {
        if (!ALWAYS.has(keys) && (!singleKeys || busy(event))) return;
        event.preventDefault();
        run();
      };
    };
    for (const one of commands) if (one.keys && !bindings[one.keys]) bind(one.keys, one.run);
    bind("$mod+k", () => setShown((old) => (old === "palette" ? null : "palette")));
    bind("Shift+?", () => setShown("sheet"));
    return tinykeys(window, bindings);
  }, [commands, singleKeys]);

  return (
    <HostContext value={host}>
      {children}
      <Suspense>
        {shown === "palette" ? <Palette commands={commands} onClose={() => setShown(null)} /> : null}
        {shown === "sheet" ? <CheatSheet commands={commands} singleKeys={singleKeys} onClose={() => setShown(null)} /> : null}
      </Suspense>
    </HostContext>
  );
}

/** Somebody writes, or a dialog or a menu is open: a single key is theirs. */
function busy(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true; // Escape that closed a dialog closes nothing else
  const target = event.target instanceof HTMLElement ? event.target : null;
  const writes = target?.closest("input, textarea, select, [contenteditable='true']");
  return Boolean(writes) || document.querySelector("[role='dialog'], [role='menu']") !== null;
}
