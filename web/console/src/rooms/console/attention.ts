import type { Id } from "~/client/contract/basics";
import type { Segment } from "~/client/contract/posted";
import { uuid7 } from "~/client/uuid7";

/**
 * Measures attention: seconds in which something was pressed, clicked or scrolled, with idle time cut, by case and
 * by screen. It counts; it never looks at which key. Agents are told of it in the help.
 */

const IDLE_AFTER = 30_000;
const FLUSH_EVERY = 30_000;
const KEPT = "trato.segments";
const DEVICE = "trato.device";
const MOST_KEPT = 200;

interface Running {
  kind: "focus" | "wrap_up" | "screen";
  case_id: Id | null;
  screen: string | null;
  started: number;
  active: number;
  keys: number;
  clicks: number;
  scrolls: number;
}

export interface Sink {
  /** Rejects when they were not taken. */
  post: (segments: Segment[]) => Promise<unknown>;
  /** When the page goes. */
  beacon: (segments: Segment[]) => void;
  now: () => number;
}

export class Attention {
  private running: Running | null = null;
  private pending: Segment[] = [];
  private lastActive = 0;
  private lastTick = 0;
  private ticks: ReturnType<typeof setInterval> | undefined;
  private flushes: ReturnType<typeof setInterval> | undefined;
  private readonly sink: Sink;
  private readonly device: string;

  constructor(sink: Sink) {
    this.sink = sink;
    this.device = localStorage.getItem(DEVICE) ?? uuid7();
    localStorage.setItem(DEVICE, this.device);
    this.pending = JSON.parse(localStorage.getItem(KEPT) ?? "[]") as Segment[];
  }

  start() {
    window.addEventListener("keydown", this.key, { capture: true, passive: true });
    window.addEventListener("pointerdown", this.click, { capture: true, passive: true });
    window.addEventListener("wheel", this.scroll, { capture: true, passive: true });
    window.addEventListener("touchmove", this.scroll, { capture: true, passive: true });
    document.addEventListener("visibilitychange", this.seen);
    window.addEventListener("pagehide", this.leave);
    this.lastTick = this.sink.now();
    this.ticks = setInterval(this.tick, 1_000);
    this.flushes = setInterval(() => void this.flush(), FLUSH_EVERY);
  }

  stop() {
    window.removeEventListener("keydown", this.key, { capture: true });
    window.removeEventListener("pointerdown", this.click, { capture: true });
    window.removeEventListener("wheel", this.scroll, { capture: true });
    window.removeEventListener("touchmove", this.scroll, { capture: true });
    document.removeEventListener("visibilitychange", this.seen);
    window.removeEventListener("pagehide", this.leave);
    clearInterval(this.ticks);
    clearInterval(this.flushes);
    this.end();
    void this.flush();
  }

  /** What is on screen from now on: a case, or a screen without one. */
  look(caseId: Id | null, screen: string, wrapUp = false) {
    const kind = caseId === null ? "screen" : wrapUp ? "wrap_up" : "focus";
    const same = this.running?.kind === kind && this.running.case_id === caseId && this.running.screen === screen;
    if (same) return;
    this.end();
    this.running = { kind, case_id: caseId, screen, started: this.sink.now(), active: 0, keys: 0, clicks: 0, scrolls: 0 };
  }

  /** Writing one message, from the first focus to its end. */
  composed(segment: Omit<Segment, "id" | "kind" | "device" | "screen" | "keys" | "clicks" | "scrolls">) {
    this.push({ ...segment, id: uuid7(), kind: "compose", device: this.device, screen: null, keys: 0, clicks: 0, scrolls: 0 });
  }

  private readonly key = () => {
    if (this.running) this.running.keys += 1;
    this.lastActive = this.sink.now();
  };

  private readonly click = () => {
    if (this.running) this.running.clicks += 1;
    this.lastActive = this.sink.now();
  };

  private readonly scroll = () => {
    const now = this.sink.now();
    if (this.running && now - this.lastActive > 1_000) this.running.scrolls += 1;
    this.lastActive = now;
  };

  private readonly tick = () => {
    const now = this.sink.now();
    const past = Math.min(now - this.lastTick, 2_000);
    this.lastTick = now;
    const there = document.visibilityState === "visible" && now - this.lastActive < IDLE_AFTER;
    if (this.running && there) this.running.active += past;
  };

  private readonly seen = () => {
    if (document.visibilityState === "hidden") this.leave();
  };

  private readonly leave = () => {
    const before = this.running;
    this.end();
    if (before) this.running = { ...before, started: this.sink.now(), active: 0, keys: 0, clicks: 0, scrolls: 0 };
    if (this.pending.length > 0) this.sink.beacon(this.pending);
    this.keep([]);
  };

  private end() {
    const one = this.running;
    this.running = null;
    if (!one || (one.active < 1_000 && one.keys + one.clicks + one.scrolls === 0)) return;
    this.push({
      id: uuid7(),
      kind: one.kind,
      case_id: one.case_id,
      screen: one.screen,
      device: this.device,
      started_at: new Date(one.started).toISOString(),
      ended_at: new Date(this.sink.now()).toISOString(),
      active_seconds: Math.round(one.active / 1000),
      keys: one.keys,
      clicks: one.clicks,
      scrolls: one.scrolls,
      first_key_at: null,
      outcome: null,
      message_id: null,
    });
  }

  private push(segment: Segment) {
    this.keep([...this.pending, segment].slice(-MOST_KEPT));
  }

  private async flush() {
    const sent = this.pending;
    if (sent.length === 0) return;
    this.keep([]);
    try {
      await this.sink.post(sent);
    } catch {
      // The network or the server is away: they wait in the browser for the next turn.
      this.keep([...sent, ...this.pending].slice(-MOST_KEPT));
    }
  }

  private keep(pending: Segment[]) {
    this.pending = pending;
    localStorage.setItem(KEPT, JSON.stringify(pending));
  }
}
