/**
 * The loader: a button and a queue. It asks the server for nothing until somebody interacts, or had a conversation
 * open in the last day (then an answer may be waiting).
 */
import type { Words } from "../app/words";
import type { App, BootOptions, Bridge, Call, EventName } from "../wire/bridge";

declare const __BUILD__: string;

/** What an administrator chose of what is drawn before anybody interacts; it comes in front of this file. */
interface Look {
  light?: [accent: string, text: string];
  dark?: [accent: string, text: string];
  left?: boolean;
  theme?: "light" | "dark";
  hidden?: boolean;
  locale?: string;
}
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
const RESUME = "#trato-resume=";
const DAY = 86_400_000;
const STYLE = `:host{all:initial;direction:ltr;position:fixed;z-index:2147483000;right:0;bottom:0;font-family:"Asap Variable",Asap,ui-sans-serif,system-ui,"Segoe UI",Roboto,sans-serif}
[hidden]{display:none!important}
.b{position:fixed;right:max(20px,env(safe-area-inset-right));bottom:max(20px,env(safe-area-inset-bottom));width:52px;height:52px;padding:0;border:0;border-radius:50%;background:var(--trato-accent,#0b6b57);color:var(--trato-accent-text,#fff);display:grid;place-items:center;cursor:pointer;box-shadow:0 1px 2px rgb(16 32 24/.08),0 8px 24px rgb(16 32 24/.18)}
:host([data-theme=dark]) .b{background:var(--trato-accent,#5fc7a7);color:var(--trato-accent-text,#08201a)}
.b:focus-visible{outline:2px solid var(--trato-accent,#0b6b57);outline-offset:3px}
:host([data-left]) .b{right:auto;left:max(20px,env(safe-area-inset-left))}
.b svg{width:22px;height:22px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.b .d,.b[aria-expanded=true] .c{display:none}.b[aria-expanded=true] .d{display:block}
.n{position:absolute;top:-3px;right:-3px;min-width:20px;height:20px;box-sizing:border-box;padding:0 5px;border-radius:10px;background:#16201b;color:#fff;font:600 12px/20px inherit;text-align:center}
@media(max-width:480px){.b[aria-expanded=true]{display:none}}
@media(forced-colors:active){.b{border:1px solid ButtonText}}
@media(prefers-reduced-motion:no-preference){.b{transition:transform 80ms}.b:active{transform:scale(.96)}}`;

const listeners = new Map<string, Set<Listener>>();
const script = document.currentScript as HTMLScriptElement | null;
const look = (window as unknown as { tratoLook?: Look }).tratoLook ?? {};
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
  const wanted = [options.locale, look.locale, document.documentElement.lang, navigator.language];
  return wanted.map((one) => (one ?? "").slice(0, 2).toLowerCase()).find((one) => one in NAMES) ?? "es";
}

function boot(given: BootOptions): void {
  options = { theme: look.theme ?? "auto", launcher: !look.hidden, ...options, ...given };
  if (host || !options.key) return;
  host = document.createElement("trato-widget");
  const shadow = host.attachShadow({ mode: "open" });
  const locale = language();
  if (look.left) host.dataset.left = "";
  const paint = (tone: Look["light"]): string => (tone ? `{--trato-accent:${tone[0]};--trato-accent-text:${tone[1]}}` : "{}");
  shadow.innerHTML = `<style>${STYLE}:host${paint(look.light)}:host([data-theme=dark])${paint(look.dark)}</style><button class="b" part="button" type="button" aria-haspopup="dialog" aria-expanded="false"><svg class="c" viewBox="0 0 16 16" aria-hidden="true"><path stroke-width="1.25" d="M13.75 9.5a1.5 1.5 0 0 1-1.5 1.5H6l-3.25 2.75V4a1.5 1.5 0 0 1 1.5-1.5h8a1.5 1.5 0 0 1 1.5 1.5zM5.5 6.8h5"/></svg><svg class="d" viewBox="0 0 24 24" aria-hidden="true"><path d="m6 9 6 6 6-6"/></svg><span class="n" hidden></span></button>`;
  const button = shadow.querySelector("button") as HTMLButtonElement;
  const count = shadow.querySelector(".n") as HTMLElement;
  const badge = (number: number): void => {
    const [open, unread] = NAMES[bridge?.locale ?? locale] as [string, string];
    count.hidden = !number;
    count.textContent = number > 9 ? "9+" : String(number);
    button.setAttribute("aria-label", number ? `${open}, ${number} ${unread}` : open);
  };
  badge(Number(recall("unread", () => localStorage)) || 0);
  button.addEventListener("click", () => trato("toggle"));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const dim = (): void => {
    const theme = options.theme === "auto" ? (dark.matches ? "dark" : "light") : options.theme;
    host?.setAttribute("data-theme", theme ?? "light");
  };
  dark.addEventListener("change", dim);
  dim();
  button.hidden = options.launcher === false;
  const server = options.server ?? (script ? new URL(".", script.src).href : "/");
  const known = options as BootOptions & { key: string };
  const root = server.replace(/\/$/, "");
  const ticket = location.hash.startsWith(RESUME) ? location.hash.slice(RESUME.length) : "";
  if (ticket) history.replaceState(history.state, "", location.pathname + location.search); // nobody else may read it here
  const speak = (one: string): Promise<Words> => import(/* @vite-ignore */ `${root}/widget/${one}-${__BUILD__}.js`).then((it) => it.default);
  bridge = { server: root, options: known, shadow, button, calls: waiting, ticket, locale, words: {} as Words, speak, emit, badge };
  const place = (): void => void (host && document.body.append(host));
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
  const last = Number(recall("live", () => localStorage)) || 0;
  if (ticket || recall("open", () => sessionStorage) !== null || Date.now() - last < DAY) load();
}

function load(): void {
  if (loading || !bridge) return;
  loading = true;
  const given = bridge;
  given.button.setAttribute("aria-busy", "true");
  Promise.all([import(/* @vite-ignore */ `${given.server}/widget/app-${__BUILD__}.js`), given.speak(given.locale)])
    .then(([module, words]: [{ start: (bridge: Bridge) => App }, Words]) => {
      given.words = words;
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
  else if (name === "setLocale" && !loading) {
    options.locale = String(value);
    if (bridge) bridge.locale = language();
  } else {
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
const asked = script?.src ? new URL(script.src).searchParams.get("key") : undefined;
if (script && (asked || script.dataset.key)) {
  const { key = asked as string, locale, theme } = script.dataset;
  boot({ key, ...(locale && { locale }), ...(theme && { theme: theme as NonNullable<BootOptions["theme"]> }) } as BootOptions);
}
for (const call of early?.q ?? []) {
  const [name, ...values] = Array.from(call) as Call;
  if (name === "on") trato.on(values[0] as EventName, values[1] as Listener);
  else run([name, ...values]);
}
