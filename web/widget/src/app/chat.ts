/** The chat: what the visitor may do, and what follows. Screens only read `state` and call deeds. */
import type { Bridge } from "../wire/bridge";
import type { Choice, Item, Message, Session } from "../wire/protocol";
import { Door, Refused } from "./door";
import { Held } from "./held";
import { uuid7 } from "./ids";
import { Line } from "./line";
import { Log } from "./log";
import { type Entry, Outbox, tabLock } from "./outbox";
import { Self } from "./self";
import { START, type State, unread } from "./state";
import { type Memory, memory } from "./storage";
import { Telling } from "./telling";
import { Uploads } from "./uploads";
import { language } from "./words";

export const LONGEST_TEXT = 8_000;
const TYPING_EVERY = 2_500;
const MOST_PAGES = 8; // of older messages that one press looks through
const ALIVE = ["online", "offline", "focus", "pageshow"] as const;

export class Chat {
  readonly held = new Held();
  readonly uploads: Uploads;
  readonly #memory: Memory;
  readonly #tab: Memory;
  readonly #door: Door;
  readonly #self: Self;
  readonly #outbox: Outbox;
  readonly #line: Line;
  readonly #telling: Telling;
  readonly #log: Log;
  #opener: Element | null = null;
  #typedAt = 0;
  #stopped = false;

  constructor(
    private readonly bridge: Bridge,
    storage = { local: () => localStorage, session: () => sessionStorage },
  ) {
    const { server, ticket, locale, words } = bridge;
    const { key, identity } = bridge.options;
    this.#memory = memory(key, storage.local);
    this.#tab = memory(key, storage.session);
    this.#door = new Door(`${server}/chat/v1/${key}`);
    this.#self = new Self(this.#door, this.#memory, identity ?? "", (session) => this.#met(session));
    const post = {
      deliver: async (body: string) => {
        if (!this.#door.token) await this.#self.meet();
        return this.#door.deliver(body);
      },
      renew: () => this.#self.meet().then(
        () => true,
        (error) => this.#fail(error),
      ),
      skew: () => this.#self.skew,
      locale: () => this.state.locale,
    };
    this.#outbox = new Outbox(this.#memory, post, (entry, sent) => this.#log.delivered(entry, sent), tabLock(`trato:${key}`));
    this.uploads = new Uploads(this.#door, server, this.held, () => this.#self.meet());
    const files = (): Uploads["files"] => this.uploads.files;
    this.#log = new Log(this.held, bridge, this.#memory, () => this.#outbox, files, () => this.#self.skew ?? 0);
    this.#telling = new Telling(
      (items) => this.#outbox.add(uuid7(), items, Date.now()),
      () => this.state.conversations.length > 0,
    );
    const root = new URL(`${server}/chat/v1/${key}/live`, location.href);
    root.protocol = root.protocol.replace("http", "ws");
    this.#line = new Line(root.href, this.#door, {
      view: (view, whole) => {
        this.#log.show(view, whole);
        this.#telling.release();
      },
      typing: (typing) => this.#log.typing(typing),
      online: (online) => this.#set({ online }),
      renew: () => this.#self.meet(),
    });
    const place = ticket ? { screen: "arrive" as const } : this.#tab.get<Pick<State, "screen" | "thread">>("open");
    this.#set({ draft: this.#memory.get<string>("draft") ?? "", locale, words, ...place, open: !!place });
    this.#log.put(...this.#outbox.entries());
    for (const name of ALIVE) addEventListener(name, this.#wake);
    document.addEventListener("visibilitychange", this.#wake);
    void this.#begin();
  }

  // ---- what is on screen ----

  get state(): State {
    return this.held.state;
  }

  #set(change: Partial<State>): void {
    this.held.set(change);
  }

  open(): void {
    if (this.state.open) return;
    const going = this.#current();
    const screen = going && unread(this.state.messages) ? "thread" : this.state.screen;
    this.#opener = document.activeElement;
    this.#set({ open: true, screen, thread: screen === "thread" && going ? going.thread : this.state.thread });
    this.#remember();
    this.bridge.emit("open");
    if (!this.#door.token && this.state.ready) void this.#begin(); // somebody signed out on this page
    this.#log.acknowledge();
  }

  /** Close, and give the focus back to whatever opened. */
  close(): void {
    if (!this.state.open) return;
    this.#set({ open: false });
    this.#tab.drop("open");
    this.bridge.emit("close");
    const { shadow, button } = this.bridge;
    const opener = this.#opener;
    const away = opener instanceof HTMLElement && opener.isConnected && opener !== document.body && opener !== shadow.host;
    (away ? opener : button).focus();
  }

  go(screen: State["screen"], thread = this.state.thread): void {
    this.#set({ screen, thread, error: "" });
    this.#remember();
    this.#log.acknowledge();
    if (screen === "thread" && this.state.conversations.some((one) => one.thread === thread)) void this.older(true);
  }

  /** Go on with the conversation that is not over, or begin a new one. */
  write(): void {
    const going = this.#current();
    const fresh = this.state.conversations.length ? uuid7() : "";
    this.go("thread", going ? going.thread : fresh);
  }

  fresh(): void {
    this.go("thread", uuid7());
  }

  async speak(wanted: string): Promise<void> {
    const locale = language(wanted, this.state.locale);
    try {
      this.#set({ locale, words: await this.bridge.speak(locale) });
      this.bridge.locale = locale;
      this.#log.acknowledge();
    } catch {
      this.warn("not_loaded");
    }
  }

  // ---- what the visitor says ----

  draft(text: string): void {
    this.#memory.set("draft", text);
    this.#set({ draft: text });
    const now = Date.now();
    if (!text || now - this.#typedAt < TYPING_EVERY) return;
    this.#typedAt = now;
    this.#line.say({ typing: true, thread: this.state.thread });
  }

  send(): void {
    const { uploads, thread } = this.state;
    const text = this.state.draft.trim();
    const ready = uploads.filter((one) => one.ticket);
    if (text.length > LONGEST_TEXT || uploads.some((one) => !one.ticket && !one.error)) return;
    if (!text && !ready.length) return;
    const files = ready.map((one) => ({ ticket: one.ticket }));
    this.#say({ type: "message", text, ...(files.length && { files }) });
    this.#memory.drop("draft");
    this.#set({ draft: "", uploads: [], error: "" });
    this.#typedAt = 0;
    this.#line.say({ typing: false, thread });
  }

  choose(choice: Choice, message: Message): void {
    this.#say({ type: "choice", payload: choice.payload, title: choice.title, reply_to: message.id });
  }

  /** Say that nothing more is needed: the conversation is over until somebody writes in it. */
  end(): void {
    this.#outbox.add(uuid7(), [{ type: "end", id: uuid7(), thread: this.state.thread }], Date.now());
    this.go("home");
  }

  retry(id: string): void {
    this.#outbox.retry(id);
  }

  discard(id: string): void {
    this.#outbox.drop(id);
    this.#set({ messages: this.state.messages.filter((one) => one.id !== id) });
  }

  /** Return why an entry failed: the server's code. */
  why(id: string): string | undefined {
    return this.#memory.get<Entry>(`out:${id}`)?.failed;
  }

  /** Look further back until something older of this thread is found; `only` when none of it is here yet. */
  async older(only = false): Promise<void> {
    const here = (): number => this.state.messages.filter((one) => one.thread === this.state.thread).length;
    const before = here();
    if (only && before) return;
    for (let page = 0; page < MOST_PAGES && this.state.more && here() === before; page++) {
      const first = this.state.messages.find((one) => one.status !== "queued" && one.status !== "failed");
      try {
        const view = await this.#door.messages(first?.id);
        const known = new Set(this.state.messages.map((one) => one.id));
        const added = view.messages.filter((one) => !known.has(one.id));
        this.#set({ messages: [...added, ...this.state.messages], more: view.more && added.length > 0 });
      } catch (error) {
        return void this.#fail(error);
      }
    }
  }

  // ---- carried elsewhere ----

  /** Ask for an e-mail: a link to go on elsewhere, or a copy. The answer never says whether the address is known. */
  async mail(what: "resume" | "transcript", email: string): Promise<string> {
    try {
      if (!this.#door.token) await this.#self.meet();
      const { thread, locale } = this.state;
      await this.#door.mail(what, { email, thread, locale, page: location.href.split("#")[0] });
      if (what === "resume") this.tell({ type: "context", email });
      return "";
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return error.code;
    }
  }

  /** Go on here with the conversation that an e-mailed link names. */
  async arrive(yes: boolean): Promise<void> {
    const { ticket } = this.bridge;
    this.bridge.ticket = "";
    this.#set({ screen: "home" });
    if (!yes) return;
    try {
      await this.#self.arrive(ticket);
      this.#set({ messages: [], conversations: [], more: false });
      this.#memory.set("live", Date.now());
      this.#line.restart();
    } catch (error) {
      this.#fail(error);
    }
  }

  // ---- for the page ----

  /** Tell the page what went wrong. */
  warn(code: string, detail: object = {}): void {
    this.bridge.emit("error", { code, ...detail });
  }

  tell(item: Item): void {
    this.#telling.tell(item);
  }

  async identify(identity: string): Promise<void> {
    try {
      await this.#self.change(identity);
      this.tell({ type: "identify" });
      this.#outbox.flush();
      if (this.state.open || this.state.conversations.length) this.#line.restart();
    } catch (error) {
      this.#fail(error);
    }
  }

  logout(): void {
    for (const name of this.#memory.names("")) this.#memory.drop(name);
    this.#tab.drop("open");
    this.#line.stop();
    this.#outbox.stop();
    this.#self.forget();
    this.#telling.take();
    this.#log.forget();
    const { locale, words, settings } = this.state;
    this.#set({ ...START, locale, words, settings, ready: true });
    this.bridge.badge(0);
    this.bridge.emit("close");
  }

  stop(): void {
    this.#stopped = true;
    this.#line.stop();
    this.#outbox.stop();
    this.#tab.drop("open");
    for (const name of ALIVE) removeEventListener(name, this.#wake);
    document.removeEventListener("visibilitychange", this.#wake);
  }

  // ---- what follows ----

  async #begin(): Promise<void> {
    try {
      await this.#self.meet();
    } catch (error) {
      this.#fail(error);
      if (!(error instanceof Refused && error.again)) return;
    }
    if (this.#stopped) return;
    if (this.#self.identity) this.tell({ type: "identify" });
    this.#outbox.flush();
    this.#line.start();
  }

  #met({ settings, name, identified }: Session): void {
    this.#set({ settings, name, identified, ready: true, error: "" });
    this.#telling.allow(settings);
  }

  /** Put what the visitor says into the outbox and, at once, on the screen. */
  #say(item: Item): void {
    const id = uuid7();
    const items = [...this.#telling.take(), { ...item, id, thread: this.state.thread }];
    const entry = this.#outbox.add(id, items, this.#log.now());
    this.#memory.set("live", Date.now());
    this.#log.put(entry);
    this.#line.start();
  }

  #fail(error: unknown): false {
    if (!(error instanceof Refused)) throw error;
    const heard = error.code === this.state.error;
    this.#set(error.code === "network" ? { online: false } : { error: error.code });
    if (!heard) this.warn(error.code);
    return false;
  }

  #current(): { thread: string } | undefined {
    return this.state.conversations.find((one) => !one.closed_at) ?? this.state.messages.find((one) => one.status === "queued");
  }

  #remember(): void {
    const { screen, thread } = this.state;
    this.#tab.set("open", { screen, thread });
  }

  readonly #wake = (event: Event): void => {
    if (event.type === "offline") return this.#set({ online: false });
    if (document.visibilityState === "hidden") return;
    this.#log.acknowledge();
    this.#outbox.flush();
    if (event.type !== "focus" && !this.state.online) this.#line.restart();
  };
}
