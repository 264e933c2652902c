/** The chat: what the visitor and the page may do, and what follows. Screens only read `state` and call deeds. */
import type { Bridge, Call } from "../wire/bridge";
import type { Choice, Frame, Item, Message, Session, View } from "../wire/protocol";
import { Door, Refused } from "./door";
import { uuid7 } from "./ids";
import { Line } from "./line";
import { type Entry, Outbox, tabLock } from "./outbox";
import { START, type State, type Upload, byTime, echo, merge, unread } from "./state";
import { type Memory, memory } from "./storage";
import { language } from "./words";

export const LONGEST_TEXT = 8_000;
export const LARGEST_FILE = 25 * 1024 * 1024;
const TYPING_LASTS = 6_000;
const TYPING_EVERY = 2_500;
const ALIVE = ["online", "offline", "focus", "pageshow"] as const;

export class Chat {
  state: State = START;
  private readonly watchers = new Set<() => void>();
  private readonly memory: Memory;
  private readonly tab: Memory;
  private readonly door: Door;
  private readonly outbox: Outbox;
  private readonly line: Line;
  private readonly said = new Set<string>();
  private readonly sent = new Set<string>();
  private readonly files = new Map<string, Upload>();
  private pending: Item[] = [];
  private identity: string;
  private skew: number | undefined;
  private lastAt = 0;
  private typedAt = 0;
  private typingTimer = 0;
  private meeting: Promise<Session> | undefined;
  private stopped = false;

  constructor(
    private readonly bridge: Bridge,
    storage = { local: () => localStorage, session: () => sessionStorage },
  ) {
    const { key, locale, identity } = bridge.options;
    this.memory = memory(key, storage.local);
    this.tab = memory(key, storage.session);
    this.door = new Door(`${bridge.server}/chat/v1/${key}`);
    this.door.token = this.memory.get<string>("token") ?? "";
    this.identity = identity ?? "";
    const post = {
      deliver: async (body: string) => {
        if (!this.door.token) await this.meet();
        return this.door.deliver(body);
      },
      renew: () => this.meet().then(
        () => true,
        (error) => this.fail(error),
      ),
      skew: () => this.skew,
      locale: () => this.state.locale,
    };
    this.outbox = new Outbox(this.memory, post, (entry, sent) => this.delivered(entry, sent), tabLock(`trato:${key}`));
    const root = new URL(`${bridge.server}/chat/v1/${key}/live`, location.href);
    root.protocol = root.protocol.replace("http", "ws");
    this.line = new Line(root.href, this.door, {
      view: (view, whole) => this.show(view, whole),
      typing: (typing) => this.typing(typing),
      online: (online) => this.set({ online }),
      renew: () => this.meet(),
    });
    const draft = this.memory.get<string>("draft") ?? "";
    this.state = { ...START, draft, locale: language(locale, document.documentElement.lang, navigator.language) };
    const place = this.tab.get<{ screen: State["screen"]; thread: string }>("open");
    if (place) this.state = { ...this.state, ...place, open: true };
    this.echoAll();
    for (const name of ALIVE) addEventListener(name, this.wake);
    document.addEventListener("visibilitychange", this.wake);
    void this.begin();
  }

  // ---- for screens ----

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.watchers) watcher();
  }

  open(): void {
    if (this.state.open) return;
    const going = this.current();
    const screen = going && unread(this.state.messages) ? "thread" : this.state.screen;
    this.set({ open: true, screen, thread: screen === "thread" && going ? going.thread : this.state.thread });
    this.remember();
    this.bridge.emit("open");
    if (!this.door.token && this.state.ready) void this.begin(); // somebody signed out on this page
    this.acknowledge();
  }

  close(): void {
    if (!this.state.open) return;
    this.set({ open: false });
    this.tab.drop("open");
    this.bridge.emit("close");
    this.bridge.button.focus();
  }

  go(screen: State["screen"], thread = this.state.thread): void {
    this.set({ screen, thread, error: "" });
    this.remember();
    this.acknowledge();
  }

  /** Go on with the conversation that is not over, or begin a new one. */
  write(): void {
    const going = this.current();
    const fresh = this.state.conversations.length ? uuid7() : "";
    this.go("thread", going ? going.thread : fresh);
  }

  fresh(): void {
    this.go("thread", uuid7());
  }

  draft(text: string): void {
    this.memory.set("draft", text);
    this.set({ draft: text });
    const now = Date.now();
    if (!text || now - this.typedAt < TYPING_EVERY) return;
    this.typedAt = now;
    this.line.say({ typing: true, thread: this.state.thread });
  }

  send(): void {
    const text = this.state.draft.trim();
    const uploads = this.state.uploads;
    const ready = uploads.filter((one) => one.ticket);
    if (text.length > LONGEST_TEXT || uploads.some((one) => !one.ticket && !one.error)) return;
    if (!text && !ready.length) return;
    const files = ready.map((one) => ({ ticket: one.ticket }));
    this.say({ type: "message", text, ...(files.length && { files }) });
    this.memory.drop("draft");
    this.set({ draft: "", uploads: [], error: "" });
    this.typedAt = 0;
    this.line.say({ typing: false, thread: this.state.thread });
  }

  choose(choice: Choice, message: Message): void {
    this.say({ type: "choice", payload: choice.payload, title: choice.title, reply_to: message.id });
  }

  retry(id: string): void {
    this.outbox.retry(id);
  }

  discard(id: string): void {
    this.outbox.drop(id);
    this.set({ messages: this.state.messages.filter((one) => one.id !== id) });
  }

  attach(files: Iterable<File>): void {
    for (const file of files) {
      const id = uuid7();
      const upload: Upload = { id, name: file.name, share: 0, cancel: () => this.detach(id) };
      this.set({ uploads: [...this.state.uploads, upload], error: "" });
      if (file.size > LARGEST_FILE) this.lift(id, { error: "file_too_large" });
      else void this.upload(id, file);
    }
  }

  detach(id: string): void {
    this.set({ uploads: this.state.uploads.filter((one) => one.id !== id) });
  }

  /** Return why an entry failed: the server's code. */
  why(id: string): string | undefined {
    return this.memory.get<Entry>(`out:${id}`)?.failed;
  }

  async older(): Promise<void> {
    const first = this.state.messages.find((one) => one.status !== "queued" && one.status !== "failed");
    if (!first) return;
    try {
      const view = await this.door.messages(first.id);
      const known = new Set(this.state.messages.map((one) => one.id));
      const added = view.messages.filter((one) => !known.has(one.id));
      this.set({ messages: [...added, ...this.state.messages], more: view.more });
    } catch (error) {
      this.fail(error);
    }
  }

  // ---- for the page ----

  run([name, ...values]: Call): void {
    const [value, more] = values as [never, never];
    switch (name) {
      case "open":
        return this.open();
      case "close":
        return this.close();
      case "toggle":
        return this.state.open ? this.close() : this.open();
      case "prefill":
        this.draft(String(value));
        this.write();
        return this.open();
      case "setLocale":
        return this.set({ locale: language(value as string, this.state.locale) });
      case "identify":
        this.identity = String((value as { token?: string })?.token ?? value ?? "");
        void this.identify();
        return;
      case "setAttributes":
        return this.tell({ type: "context", attributes: value, ...page() });
      case "track":
        return this.track(String(value), (more ?? {}) as Record<string, unknown>);
      case "logout":
        return this.logout();
      case "shutdown":
        return this.stop();
      default:
        this.bridge.emit("error", { code: "unknown_command", command: name });
    }
  }

  private track(name: string, facts: Record<string, unknown>): void {
    const { amount, currency, ref, ...properties } = facts;
    this.tell({ type: "track", name, ...(amount !== undefined && { amount, currency }), ...(ref !== undefined && { ref }), properties });
  }

  private async identify(): Promise<void> {
    try {
      await this.meeting?.catch(() => undefined);
      await this.meet();
      this.tell({ type: "identify" });
      this.outbox.flush();
      if (this.alive()) this.line.restart();
    } catch (error) {
      this.fail(error);
    }
  }

  private logout(): void {
    for (const name of this.memory.names("")) this.memory.drop(name);
    this.tab.drop("open");
    this.line.stop();
    this.outbox.stop();
    this.door.token = this.identity = "";
    this.pending = [];
    this.said.clear();
    const { locale, settings } = this.state;
    this.set({ ...START, locale, settings, ready: true });
    this.bridge.badge(0);
    this.bridge.emit("close");
  }

  private stop(): void {
    this.stopped = true;
    this.line.stop();
    this.outbox.stop();
    this.tab.drop("open");
    for (const name of ALIVE) removeEventListener(name, this.wake);
    document.removeEventListener("visibilitychange", this.wake);
  }

  // ---- what follows ----

  private async begin(): Promise<void> {
    try {
      await this.meet();
    } catch (error) {
      this.fail(error);
      if (!(error instanceof Refused && error.again)) return;
    }
    if (this.stopped) return;
    if (this.identity) this.tell({ type: "identify" });
    this.outbox.flush();
    this.line.start();
  }

  /** Ask the server who we are; only once at a time. */
  private meet(): Promise<Session> {
    const asked = Date.now();
    this.meeting ??= this.door
      .session(this.identity)
      .then((session) => {
        if (session.token !== this.door.token) this.memory.set("token", session.token);
        const locale = this.bridge.options.locale ? this.state.locale : language(this.state.locale, session.settings.locale);
        this.door.token = session.token;
        this.skew = Math.round(session.now - (asked + Date.now()) / 2);
        this.set({ settings: session.settings, name: session.name, locale, ready: true, error: "" });
        return session;
      })
      .finally(() => {
        this.meeting = undefined;
      });
    return this.meeting;
  }

  /** Put what the visitor says into the outbox and, at once, on the screen. */
  private say(item: Item): void {
    const id = uuid7();
    const thread = this.state.thread;
    const items = [...this.pending.splice(0), { ...item, id, thread }];
    // Whatever the clocks say, an answer comes after what was on screen when it was written.
    const shown = (this.state.messages.at(-1)?.at ?? 0) - (this.skew ?? 0);
    this.lastAt = Math.max(Date.now(), this.lastAt + 1, Math.ceil(shown) + 1);
    const entry = this.outbox.add(id, items, this.lastAt);
    this.memory.set("live", Date.now());
    this.put(echo(entry, this.skew ?? 0, this.files));
    this.line.start();
  }

  /** What the page tells of its visitor waits for their first message: who never writes is not recorded. */
  private tell(item: Item): void {
    const told = { ...item, id: uuid7() };
    if (!this.state.conversations.length) this.pending.push(told);
    else this.outbox.add(uuid7(), [told], Date.now());
  }

  private delivered(entry: Entry, sent: boolean): void {
    const message = echo(entry, this.skew ?? 0, this.files);
    if (!message) return;
    if (sent) this.sent.add(message.id);
    this.put({ ...message, status: sent ? "sent" : message.status });
    this.bridge.emit("status", { id: message.id, status: sent ? "sent" : message.status, code: entry.failed });
  }

  private put(message: Message | undefined): void {
    if (!message) return;
    const known = this.state.messages.find((one) => one.id === message.id);
    if (known && known.status !== "queued" && known.status !== "failed") return;
    const others = this.state.messages.filter((one) => one.id !== message.id);
    this.set({ messages: [...others, { ...message, at: known?.at ?? message.at }].sort(byTime) });
  }

  private echoAll(): void {
    for (const entry of this.outbox.entries()) this.put(echo(entry, this.skew ?? 0, this.files));
  }

  private show(view: View, whole: boolean): void {
    const before = new Set(this.state.messages.map((one) => one.id));
    const voice = agent(this.state.messages);
    const waiting = new Set(this.outbox.entries().flatMap((one) => one.items.map((item) => item.id)));
    const kept = (one: Message): boolean => waiting.has(one.id) || (one.side === "visitor" && this.sent.has(one.id));
    const messages = merge(this.state.messages, view, whole, kept);
    for (const one of view.messages) this.sent.delete(one.id);
    const more = whole || view.messages.length === 0 ? view.more : this.state.more;
    const typing = view.messages.some((one) => one.side === "agent") ? null : this.state.typing;
    this.set({ messages, more, conversations: view.conversations, service: view.service, typing });
    if (view.conversations.length && this.pending.length) this.outbox.add(uuid7(), this.pending.splice(0), Date.now());
    if (!whole && agent(messages) !== voice) this.bridge.emit("agentJoined", agent(messages));
    for (const one of view.messages) {
      if (one.side !== "visitor" && !before.has(one.id) && one.status !== "read") this.bridge.emit("message", one);
    }
    this.acknowledge();
  }

  /** Tell the server what has arrived and what was seen, and the page how much was not. */
  private acknowledge(): void {
    const { open, screen, thread, messages } = this.state;
    const seen = open && screen === "thread" && document.visibilityState === "visible";
    const items: Item[] = [];
    for (const one of messages) {
      if (one.side === "visitor" || one.side === "system" || one.status === "read") continue;
      const status = seen && one.thread === thread ? "read" : "delivered";
      if (one.status === status || this.said.has(one.id + status)) continue;
      this.said.add(one.id + status);
      items.push({ type: "receipt", target: one.id, status });
    }
    if (items.length) this.outbox.add(uuid7(), items.slice(-50), Date.now());
    const count = unread(messages.filter((one) => !this.said.has(`${one.id}read`)));
    if (count !== this.memory.get<number>("unread")) {
      this.memory.set("unread", count);
      this.bridge.emit("unread", count);
    }
    this.bridge.badge(count);
  }

  private typing({ thread, by, on }: NonNullable<Frame["typing"]>): void {
    clearTimeout(this.typingTimer);
    this.set({ typing: on ? { thread, by } : null });
    this.bridge.emit("typing", { on, by });
    if (on) this.typingTimer = setTimeout(() => this.set({ typing: null }), TYPING_LASTS) as unknown as number;
  }

  private async upload(id: string, file: File): Promise<void> {
    try {
      if (!this.door.token) await this.meet();
      const { done, cancel } = this.door.upload(file, (share) => this.lift(id, { share }));
      this.lift(id, {
        cancel: () => {
          cancel();
          this.detach(id);
        },
      });
      const ticket = await done;
      this.lift(id, { share: 1, ...ticket, url: this.bridge.server + ticket.url, cancel: () => this.detach(id) });
      const upload = this.state.uploads.find((one) => one.id === id);
      if (upload) this.files.set(ticket.ticket, upload);
    } catch (error) {
      if (error instanceof Refused && error.status !== 499) this.lift(id, { error: error.code });
    }
  }

  private lift(id: string, change: Partial<Upload>): void {
    this.set({ uploads: this.state.uploads.map((one) => (one.id === id ? { ...one, ...change } : one)) });
  }

  private fail(error: unknown): false {
    if (!(error instanceof Refused)) throw error;
    const heard = error.code === this.state.error;
    this.set(error.code === "network" ? { online: false } : { error: error.code });
    if (!heard) this.bridge.emit("error", { code: error.code });
    return false;
  }

  private current(): { thread: string } | undefined {
    return this.state.conversations.find((one) => !one.closed_at) ?? this.state.messages.find((one) => one.status === "queued");
  }

  private alive(): boolean {
    return this.state.open || this.state.conversations.length > 0;
  }

  private remember(): void {
    const { screen, thread } = this.state;
    this.tab.set("open", { screen, thread });
  }

  private readonly wake = (event: Event): void => {
    if (event.type === "offline") return this.set({ online: false });
    if (document.visibilityState === "hidden") return;
    this.acknowledge();
    this.outbox.flush();
    if (event.type !== "focus" && !this.state.online) this.line.restart();
  };
}

/** Return the name of the last agent who spoke. */
function agent(messages: Message[]): string | undefined {
  return messages.findLast((one) => one.side === "agent")?.by?.name;
}

function page(): object {
  const { href } = location;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { page: { url: href.slice(0, 2000), title: document.title.slice(0, 500), referrer: document.referrer.slice(0, 2000) }, zone };
}
