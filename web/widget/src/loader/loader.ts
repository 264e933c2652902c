/**
 * The loader: a button and a queue. It asks the server for nothing until somebody interacts, or had a conversation
 * open in the last day (then an answer may be waiting).
 */
import type { App, BootOptions, Bridge, Call, EventName } from "../wire/bridge";

declare const __APP__: string;

type Listener = (detail: unknown) => void;
type Trato = ((...call: Call) => void) & {
  q?: Call[];
  on: (event: EventName, listener: Listener) => () => void;
};

const NAMES: Record<string, [string, string]> = {
  es: ["Abrir el chat", "sin leer"],
  en: ["Open the chat", "unread"],
  pt: ["Abrir o chat", "não lidas"],
};
const DAY = 86_400_000;
const STYLE = `:host{all:initial;position:fixed;z-index:2147483000;right:0;bottom:0;font-family:"Asap Variable",Asap,ui-sans-serif,system-ui,"Segoe UI",Roboto,sans-serif}
[hidden]{display:none!important}
.b{position:fixed;right:max(20px,env(safe-area-inset-right));bottom:max(20px,env(safe-area-inset-bottom));width:52px;height:52px;padding:0;border:0;border-radius:50%;background:var(--trato-accent,#0b6b57);color:var(--trato-accent-text,#fff);display:grid;place-items:center;cursor:pointer;box-shadow:0 1px 2px rgb(16 32 24/.08),0 8px 24px rgb(16 32 24/.18)}
:host([data-theme=dark]) .b{background:var(--trato-accent,#5fc7a7);color:var(--trato-accent-text,#08201a)}
.b:focus-visible{outline:2px solid var(--trato-accent,#0b6b57);outline-offset:3px}
.b svg{width:22px;height:22px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.b .d,.b[aria-expanded=true] .c{display:none}.b[aria-expanded=true] .d{display:block}
.n{position:absolute;top:-3px;right:-3px;min-width:20px;height:20px;box-sizing:border-box;padding:0 5px;border-radius:10px;background:#16201b;color:#fff;font:600 12px/20px inherit;text-align:center}
@media(max-width:480px){.b[aria-expanded=true]{display:none}}
@media(forced-colors:active){.b{border:1px solid ButtonText}}
@media(prefers-reduced-motion:no-preference){.b{transition:transform 80ms}.b:active{transform:scale(.96)}}`;

const listeners = new Map<string, Set<Listener>>();
const script = document.currentScript as HTMLScriptElement | null;
const waiting: Call[] = [];
let options: BootOptions = {};
let host: HTMLElement | undefined;
let bridge: Bridge | undefined;
let app: App | undefined;
let loading = false;

function emit(event: EventName, detail?: unknown): void {
  for (const listener of listeners.get(event) ?? []) {
    try {
      listener(detail);
    } catch (error) {
      reportError(error); // the page's own mistake: it shows there, and stops nobody else
    }
  }
}

function recall(name: string, store: () => Storage): string | null {
  try {
    return store().getItem(`trato:${options.key}:${name}`);
  } catch {
    return null;
  }
}

/** Somebody left before the app was ever needed: nothing of them stays in this browser. */
function forget(): void {
  waiting.length = 0;
  delete options.identity;
  for (const store of [() => localStorage, () => sessionStorage]) {
    try {
      for (const name of Object.keys(store())) if (name.startsWith(`trato:${options.key}:`)) store().removeItem(name);
    } catch {
      // this browser keeps nothing
    }
  }
  bridge?.badge(0);
}

function language(): string {
  const wanted = options.locale || document.documentElement.lang || navigator.language || "es";
  return wanted.slice(0, 2).toLowerCase();
}

function boot(given: BootOptions): void {
  options = { theme: "auto", ...options, ...given };
  if (host || !options.key) return;
  host = document.createElement("trato-widget");
  const shadow = host.attachShadow({ mode: "open" });
  const [open, unread] = NAMES[language()] ?? (NAMES.es as [string, string]);
  shadow.innerHTML = `<style>${STYLE}</style><button class="b" part="button" type="button" aria-haspopup="dialog" aria-expanded="false"><svg class="c" viewBox="0 0 16 16" aria-hidden="true"><path stroke-width="1.25" d="M13.75 9.5a1.5 1.5 0 0 1-1.5 1.5H6l-3.25 2.75V4a1.5 1.5 0 0 1 1.5-1.5h8a1.5 1.5 0 0 1 1.5 1.5zM5.5 6.8h5"/></svg><svg class="d" viewBox="0 0 24 24" aria-hidden="true"><path d="m6 9 6 6 6-6"/></svg><span class="n" hidden></span></button>`;
  const button = shadow.querySelector("button") as HTMLButtonElement;
  const count = shadow.querySelector(".n") as HTMLElement;
  const badge = (number: number): void => {
    count.hidden = !number;
    count.textContent = number > 9 ? "9+" : String(number);
    button.setAttribute("aria-label", number ? `${open}, ${number} ${unread}` : open);
  };
  badge(Number(recall("unread", () => localStorage)) || 0);
  button.addEventListener("click", () => trato("toggle"));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = (): void => {
    const theme = options.theme === "auto" ? (dark.matches ? "dark" : "light") : options.theme;
    host?.setAttribute("data-theme", theme ?? "light");
  };
  dark.addEventListener("change", paint);
  paint();
  button.hidden = options.launcher === false;
  const server = options.server ?? (script ? new URL(".", script.src).href : "/");
  const known = options as BootOptions & { key: string };
  bridge = { server: server.replace(/\/$/, ""), options: known, shadow, button, calls: waiting, emit, badge };
  const place = (): void => void (host && document.body.append(host));
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
  const last = Number(recall("live", () => localStorage)) || 0;
  if (recall("open", () => sessionStorage) !== null || Date.now() - last < DAY) load();
}

function load(): void {
  if (loading || !bridge) return;
  loading = true;
  const given = bridge;
  given.button.setAttribute("aria-busy", "true");
  import(/* @vite-ignore */ `${given.server}/widget/${__APP__}`)
    .then((module: { start: (bridge: Bridge) => App }) => {
      app = module.start(given);
      for (const call of waiting.splice(0)) app.run(call);
      emit("ready");
    })
    .catch(() => {
      loading = false;
      emit("error", { code: "not_loaded" });
    })
    .finally(() => given.button.removeAttribute("aria-busy"));
}

/** Every command; those that need a server wait in the queue until the app is there. */
function run(call: Call): void {
  const [name, value] = call;
  if (name === "boot") boot(value as BootOptions);
  else if (name === "shutdown") {
    app?.run(call);
    host?.remove();
    host = app = bridge = undefined;
    loading = false;
    options = {};
    waiting.length = 0;
  } else if (name === "show" || name === "hide") {
    options.launcher = name === "show";
    if (bridge) bridge.button.hidden = name === "hide";
  } else if (name === "setTheme") {
    options.theme = value as NonNullable<BootOptions["theme"]>;
    const dark = value === "dark" || (value === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    host?.setAttribute("data-theme", dark ? "dark" : "light");
  } else if (app) app.run(call);
  else if (name === "identify") options.identity = (value as { token?: string })?.token ?? String(value ?? "");
  else if (name === "logout") forget();
  else {
    waiting.push(call);
    if (name === "open" || name === "toggle" || name === "prefill") load();
  }
}

const early = (window as unknown as { trato?: Trato }).trato;
const trato = ((...call: Call) => run(call)) as Trato;
trato.on = (event, listener) => {
  const some = listeners.get(event) ?? new Set();
  listeners.set(event, some.add(listener));
  return () => some.delete(listener);
};
(window as unknown as { trato: Trato }).trato = trato;
if (script?.dataset.key) {
  const { key, locale, theme } = script.dataset;
  boot({ key, ...(locale && { locale }), ...(theme && { theme: theme as NonNullable<BootOptions["theme"]> }) } as BootOptions);
}
for (const call of early?.q ?? []) {
  const [name, ...values] = Array.from(call) as Call;
  if (name === "on") trato.on(values[0] as EventName, values[1] as Listener);
  else run([name, ...values]);
}
