/**
 * The widget as an administrator sees it while choosing: the real one, in a frame without origin. Whatever it would ask
 * of a server is answered here, with a conversation that was made up. The page around says what to show.
 */
import type { Session, Settings, View } from "../wire/protocol";
import { sample } from "./sample";

/** What the page around says; `look` is what comes in front of the loader. */
export interface Shown {
  look: object;
  locale: string;
  theme: "light" | "dark";
  screen: "closed" | "home" | "thread";
  settings: Settings;
  wait: boolean;
}

type Trato = ((...call: unknown[]) => void) & { on: (event: string, listener: () => void) => () => void };
const page = window as unknown as { trato?: Trato; tratoLook?: object };
let shown: Shown | undefined;
let view: View = sample("es", true);

window.fetch = async (address) => {
  const path = String(address).split("?")[0] ?? "";
  const now = Date.now();
  const session: Session = { token: "t", visitor: "v", name: "", identified: false, until: now, now, settings: shown?.settings ?? {} };
  const said = path.endsWith("/session") ? session : path.endsWith("/messages") ? view : {};
  return new Response(JSON.stringify(said), { headers: { "Content-Type": "application/json" } });
};

/** A line on which everything was said already. */
class Line {
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor() {
    setTimeout(() => this.onopen?.());
  }

  send(text: string): void {
    const said = JSON.parse(text) as { token?: string; ping?: number };
    const frame = said.token ? { prev: 0, seq: 1, whole: true, ...view } : said.ping ? { pong: 1 } : undefined;
    if (frame) setTimeout(() => this.onmessage?.({ data: JSON.stringify(frame) }));
  }

  close(): void {
    this.readyState = 3;
  }
}
window.WebSocket = Line as unknown as typeof WebSocket;

// Whoever types beside the frame keeps the focus, until they go into the frame themselves.
const focus = HTMLElement.prototype.focus;
HTMLElement.prototype.focus = () => undefined;
const enter = (): void => void (HTMLElement.prototype.focus = focus);
for (const name of ["pointerdown", "keydown"]) addEventListener(name, enter, { capture: true, once: true });

function show(now: Shown): void {
  shown = now;
  view = sample(now.locale, now.wait);
  document.documentElement.lang = now.locale;
  document.documentElement.style.background = now.theme === "dark" ? "#171d1a" : "#f6f7f5";
  page.trato?.("shutdown");
  delete page.trato;
  page.tratoLook = now.look;
  document.querySelector("script[data-loader]")?.remove();
  const loader = document.createElement("script");
  loader.dataset.loader = "";
  loader.src = "/widget.js";
  loader.onload = () => start(now);
  document.head.append(loader);
}

function start({ locale, theme, screen }: Shown): void {
  const { trato } = page;
  if (!trato) return;
  trato("boot", { key: "vista", server: new URL("/", location.href).href, locale, theme, launcher: true });
  if (screen === "closed") return;
  trato.on("ready", () => {
    if (screen === "thread") setTimeout(() => document.querySelector("trato-widget")?.shadowRoot?.querySelector<HTMLElement>(".row")?.click(), 60);
  });
  trato("open");
}

addEventListener("message", (event: MessageEvent<Shown>) => {
  if (event.source === parent && event.data?.settings) show(event.data);
});
parent.postMessage("trato-preview", "*"); // this frame has no origin to name, and says nothing but that it is here
