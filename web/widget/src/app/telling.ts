/**
 * What the page tells of its visitor. It waits for their first message: who never writes is not recorded. What no
 * administrator allowed never leaves the browser, and on a developer's machine the console says so.
 */
import type { Item, Settings } from "../wire/protocol";
import { uuid7 } from "./ids";

const AT_HOME = /^(localhost|127\.|\[::1\]|.*\.(local|test|localhost)$)/;

export class Telling {
  #waiting: Item[] = [];
  #settings: Settings | undefined;

  constructor(
    private readonly send: (items: Item[]) => void,
    private readonly writes: () => boolean,
  ) {}

  tell(item: Item): void {
    this.#waiting.push({ ...item, id: uuid7() });
    this.release();
  }

  /** The server said what it may be told. */
  allow(settings: Settings): void {
    this.#settings = settings;
    this.release();
  }

  /** Return what goes along with a message. */
  take(): Item[] {
    this.#sift();
    return this.#waiting.splice(0);
  }

  release(): void {
    if (!this.#settings) return;
    this.#sift();
    if (this.#waiting.length && this.writes()) this.send(this.#waiting.splice(0));
  }

  #sift(): void {
    const settings = this.#settings;
    if (settings) this.#waiting = this.#waiting.flatMap((item) => sifted(item, settings) ?? []);
  }
}

/** Return what may be said of an item; nothing when that is nothing. */
export function sifted(item: Item, { keys = [], events = [] }: Settings): Item | undefined {
  if (item.type === "track") return events.includes(String(item.name)) ? item : void ignored([item.name]);
  if (!item.attributes) return item;
  const told = Object.entries(item.attributes);
  ignored(told.flatMap(([key]) => (keys.includes(key) ? [] : key)));
  return { ...item, attributes: Object.fromEntries(told.filter(([key]) => keys.includes(key))) };
}

function ignored(names: unknown[]): void {
  if (names.length && AT_HOME.test(location.hostname)) {
    console.warn(`trato: not allowed by this chat's administrator, and not sent: ${names.join(", ")}`);
  }
}

/** Where the visitor is. */
export function page(): object {
  const { href } = location;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { page: { url: href.slice(0, 2000), title: document.title.slice(0, 500), referrer: document.referrer.slice(0, 2000) }, zone };
}
