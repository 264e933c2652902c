/** The messages on screen: what the server says of them, what waits to leave, and what the page and the server hear. */
import type { Bridge } from "../wire/bridge";
import type { Frame, Item, Message, View } from "../wire/protocol";
import type { Held } from "./held";
import { uuid7 } from "./ids";
import type { Entry, Outbox } from "./outbox";
import { type State, type Upload, byTime, echo, merge, unread } from "./state";
import type { Memory } from "./storage";

const TYPING_LASTS = 6_000;

export class Log {
  readonly #sent = new Set<string>();
  readonly #said = new Set<string>();
  #lastAt = 0;
  #typingTimer = 0;

  constructor(
    private readonly held: Held,
    private readonly bridge: Bridge,
    private readonly memory: Memory,
    private readonly outbox: () => Outbox,
    private readonly files: () => Map<string, Upload>,
    private readonly skew: () => number,
  ) {}

  /** Return the instant of the next message: whatever the clocks say, it comes after what was on screen. */
  now(): number {
    const shown = (this.held.state.messages.at(-1)?.at ?? 0) - this.skew();
    this.#lastAt = Math.max(Date.now(), this.#lastAt + 1, Math.ceil(shown) + 1);
    return this.#lastAt;
  }

  /** Show what waits in the outbox. */
  put(...entries: Entry[]): void {
    for (const entry of entries) this.#place(echo(entry, this.skew(), this.files()));
  }

  delivered(entry: Entry, sent: boolean): void {
    const message = echo(entry, this.skew(), this.files());
    if (!message) return;
    const status = sent ? "sent" : message.status;
    if (sent) this.#sent.add(message.id);
    this.#place({ ...message, status });
    this.bridge.emit("status", { id: message.id, status, code: entry.failed });
  }

  /** Take what the server shows. */
  show(view: View, whole: boolean): void {
    const { held } = this;
    const known = held.state.messages;
    const before = new Set(known.map((one) => one.id));
    const waiting = new Set(this.outbox().entries().flatMap((one) => one.items.map((item) => item.id)));
    const kept = (one: Message): boolean => waiting.has(one.id) || (one.side === "visitor" && this.#sent.has(one.id));
    const messages = merge(known, view, whole, kept);
    for (const one of view.messages) this.#sent.delete(one.id);
    const more = whole || view.messages.length === 0 ? view.more : held.state.more;
    const typing = view.messages.some((one) => one.side === "agent") ? null : held.state.typing;
    held.set({ messages, more, conversations: view.conversations, service: view.service, typing });
    if (!whole && agent(messages) !== agent(known)) this.bridge.emit("agentJoined", agent(messages));
    for (const one of view.messages) {
      if (one.side === "visitor" || before.has(one.id) || one.status === "read") continue;
      this.bridge.emit("message", one);
      if (one.survey) this.bridge.emit("survey", one);
    }
    this.acknowledge();
  }

  typing({ thread, by, on }: NonNullable<Frame["typing"]>): void {
    clearTimeout(this.#typingTimer);
    this.held.set({ typing: on ? { thread, by } : null });
    this.bridge.emit("typing", { on, by });
    if (on) this.#typingTimer = setTimeout(() => this.held.set({ typing: null }), TYPING_LASTS) as unknown as number;
  }

  /** Tell the server what has arrived and what was seen, and the page how much was not. */
  acknowledge(): void {
    const { state } = this.held;
    const items = this.#due(state);
    if (items.length) this.outbox().add(uuid7(), items, Date.now());
    const count = unread(state.messages.filter((one) => !this.#said.has(`${one.id}read`)));
    if (count !== this.memory.get<number>("unread")) {
      this.memory.set("unread", count);
      this.bridge.emit("unread", count);
    }
    this.bridge.badge(count);
  }

  forget(): void {
    this.#said.clear();
  }

  #due({ open, screen, thread, messages }: State): Item[] {
    const seen = open && screen === "thread" && document.visibilityState === "visible";
    const items: Item[] = [];
    for (const one of messages) {
      if (one.side === "visitor" || one.side === "system" || one.status === "read") continue;
      const status = seen && one.thread === thread ? "read" : "delivered";
      if (one.status === status || this.#said.has(one.id + status)) continue;
      this.#said.add(one.id + status);
      items.push({ type: "receipt", target: one.id, status });
    }
    return items.slice(-50);
  }

  #place(message: Message | undefined): void {
    if (!message) return;
    const { messages } = this.held.state;
    const known = messages.find((one) => one.id === message.id);
    if (known && known.status !== "queued" && known.status !== "failed") return;
    const others = messages.filter((one) => one.id !== message.id);
    this.held.set({ messages: [...others, { ...message, at: known?.at ?? message.at }].sort(byTime) });
  }
}

/** Return the name of the last agent who spoke. */
function agent(messages: Message[]): string | undefined {
  return messages.findLast((one) => one.side === "agent")?.by?.name;
}
