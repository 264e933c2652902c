import { MAC } from "./keyWords";

/** Keys and what they do. "$mod+k" is Ctrl or ⌘; "g m" is one after the other. */
export interface Binding {
  id: string;
  keys: string;
  /** Heard where somebody writes, too. */
  typing?: true | undefined;
  run: () => void;
}

/** How long a sequence waits for its next key. */
const PATIENCE = 3_000;
const parts = (press: string) => (press.length > 1 ? press.split(/\+(?=.)/) : [press]);
const isLetter = (key: string) => key.toLowerCase() !== key.toUpperCase();

/** One character without Ctrl: what is written where somebody writes, and can be switched off (WCAG 2.1.4). */
export function isSingle(keys: string): boolean {
  const press = parts(keys.split(" ")[0] ?? "");
  return !press.includes("$mod") && (press.at(-1) ?? "").length === 1;
}

/**
 * Whether this event is that press. A letter is one with or without caps lock; any other character counts wherever the
 * keyboard has it: "/" is Shift and 7 in Spanish. With Alt nothing is a shortcut, for that is how characters are written.
 */
export function isPress(event: KeyboardEvent, press: string): boolean {
  const wanted = parts(press);
  const key = wanted.at(-1) ?? "";
  const [mod, other] = MAC ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (event.altKey || other || mod !== wanted.includes("$mod")) return false;
  if (key.length === 1 && !isLetter(key)) return event.key === key;
  const same = key.length === 1 ? event.key.toLowerCase() === key.toLowerCase() : event.key === key;
  return same && event.shiftKey === wanted.includes("Shift");
}

/** What was pressed, as a binding says it; null for what can be no shortcut. */
export function pressOf(event: KeyboardEvent): string | null {
  const { key } = event;
  if (event.altKey || !key || ["Shift", "Control", "Meta", "Alt", "AltGraph", "Dead", "Unidentified", "CapsLock", "Tab"].includes(key)) return null;
  const mod = (MAC ? event.metaKey : event.ctrlKey) ? "$mod+" : "";
  if (key === " ") return null;
  const named = key.length > 1;
  const shift = event.shiftKey && (named || isLetter(key)) ? "Shift+" : "";
  return `${mod}${shift}${named ? key : shift ? key.toUpperCase() : key.toLowerCase()}`;
}

/** Whether two bindings cannot both work: they are the same, or one begins the other. */
export function clash(one: string, other: string): boolean {
  const [first, second] = [one, other].map((keys) => keys.split(" ").map(normal));
  return (first ?? []).every((press, place) => second?.[place] === undefined || second[place] === press);
}

const normal = (press: string) => press.replace(/^Shift\+(?=[^A-Za-z]$)/, "");

/**
 * Run what is bound at the moment of the key: what can be done changes while a sequence waits. `deaf` says that an event belongs to somebody else; `onBegun` hears which sequences are begun, and
 * an empty list when they are no more. A key that goes on with a sequence does nothing of its own.
 */
export function listen(bindings: () => readonly Binding[], deaf: (event: KeyboardEvent, one: Binding) => boolean, onBegun: (begun: Binding[]) => void) {
  let begun: { one: Binding; presses: string[] }[] = [];
  let place = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = () => {
    clearTimeout(timer);
    if (begun.length > 0) onBegun([]);
    begun = [];
    place = 0;
  };
  const hear = (event: KeyboardEvent) => {
    if (typeof event.key !== "string" || event.isComposing || ["Shift", "Control", "Meta", "Alt"].includes(event.key)) return;
    const all = bindings().map((one) => ({ one, presses: one.keys.split(" ") }));
    const at = (from: typeof all) => from.filter(({ one, presses }) => isPress(event, presses[place] ?? "") && !deaf(event, one));
    const going = begun.length > 0;
    let hits = at(going ? begun : all);
    if (going && hits.length === 0) {
      rest();
      if (event.key === "Escape") return event.preventDefault();
      hits = at(all);
    }
    const whole = hits.find(({ presses }) => presses.length === place + 1);
    if (whole) {
      rest();
      event.preventDefault();
      whole.one.run();
      return;
    }
    if (hits.length === 0) return;
    event.preventDefault();
    begun = hits;
    place += 1;
    clearTimeout(timer);
    timer = setTimeout(rest, PATIENCE);
    onBegun(hits.map(({ one }) => one));
  };
  window.addEventListener("keydown", hear);
  return () => {
    clearTimeout(timer);
    window.removeEventListener("keydown", hear);
  };
}
