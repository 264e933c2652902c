import { type Frame, type LiveRequest, type LiveResource, RIGHTS_CHANGED, SESSION_ENDED, type Topic } from "./contract/live";

export type Link = "connecting" | "open" | "lost" | "ended";

/** Who listens to a topic. `missed` means: what is on screen may be old, fetch it again. */
export interface Listener {
  changed(resources: LiveResource[]): void;
  missed(): void;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;

/**
 * The only socket of the console. Frames chain by `prev` and `seq`; a broken chain, also after a reconnection,
 * is answered by `missed`, which is the one way to recover.
 */
export class Live {
  private socket: WebSocket | null = null;
  private readonly listeners = new Map<Topic, Set<Listener>>();
  private readonly seen = new Map<Topic, number>();
  private readonly watchers = new Set<() => void>();
  private wait = FIRST_WAIT;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private viewing: string | null = null;
  private readonly url: () => string;
  private readonly onNow: (now: string) => void;
  link: Link = "connecting";

  constructor(url: () => string, onNow: (now: string) => void) {
    this.url = url;
    this.onNow = onNow;
  }

  start() {
    window.addEventListener("online", this.hurry);
    window.addEventListener("offline", this.cut);
    this.connect();
  }

  stop() {
    window.removeEventListener("online", this.hurry);
    window.removeEventListener("offline", this.cut);
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.seen.clear();
  }

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  subscribe(topic: Topic, listener: Listener): () => void {
    const there = this.listeners.get(topic);
    if (there) {
      there.add(listener);
    } else {
      this.listeners.set(topic, new Set([listener]));
      this.send({ subscribe: topic });
    }
    return () => this.leave(topic, listener);
  }

  /** The case on this screen. */
  get onScreen(): string | null {
    return this.viewing;
  }

  /** Tell the others which case is on this screen. */
  view(caseId: string | null) {
    this.viewing = caseId;
    this.send({ viewing: caseId });
  }

  send(request: LiveRequest) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(request));
  }

  private leave(topic: Topic, listener: Listener) {
    const there = this.listeners.get(topic);
    there?.delete(listener);
    if (there?.size !== 0) return;
    this.listeners.delete(topic);
    this.seen.delete(topic);
    this.send({ unsubscribe: topic });
  }

  private readonly hurry = () => {
    if (this.link === "lost") this.connect();
  };

  /** The machine says that it has no network: the socket would notice much later. */
  private readonly cut = () => {
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.closed(0);
  };

  private connect() {
    clearTimeout(this.timer);
    const socket = new WebSocket(this.url());
    this.socket = socket;
    socket.onopen = () => {
      this.wait = FIRST_WAIT;
      this.become("open");
      for (const topic of this.listeners.keys()) this.send({ subscribe: topic });
      if (this.viewing) this.send({ viewing: this.viewing });
    };
    socket.onmessage = (event) => this.take(JSON.parse(String(event.data)) as Frame);
    socket.onclose = (event) => {
      if (this.socket === socket) this.closed(event.code);
    };
  }

  private closed(code: number) {
    if (code === SESSION_ENDED) {
      this.become("ended");
      return;
    }
    if (code === RIGHTS_CHANGED) this.seen.clear();
    this.become("lost");
    this.timer = setTimeout(() => this.connect(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  private take(frame: Frame) {
    this.onNow(frame.now);
    const listeners = this.listeners.get(frame.topic);
    if (!listeners) return;
    if (frame.error) {
      // It is not there, or no longer for us: asking again over HTTP says which, on screen.
      this.seen.delete(frame.topic);
      for (const listener of listeners) listener.missed();
      return;
    }
    const last = this.seen.get(frame.topic);
    this.seen.set(frame.topic, frame.seq);
    const chained = frame.prev === null ? last === frame.seq : last === frame.prev;
    for (const listener of listeners) {
      if (chained) listener.changed(frame.resources);
      else listener.missed();
    }
  }

  private become(link: Link) {
    if (this.link === link) return;
    this.link = link;
    for (const watcher of this.watchers) watcher();
  }
}
