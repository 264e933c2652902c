/**
 * The live line. Frames are numbered: whoever sees a gap, hears nothing, or loses the line connects again and gets the
 * whole view. Where no line can be had, the view is asked for every few seconds.
 */
import type { Frame, View } from "../wire/protocol";
import { type Door, Refused } from "./door";

const PING = 20_000;
const SILENCE = 8_000;
const POLL = 5_000;
const LONGEST_WAIT = 15_000;
const UNKNOWN = 4401;

export interface Heard {
  view: (view: View, whole: boolean) => void;
  typing: (typing: NonNullable<Frame["typing"]>) => void;
  online: (yes: boolean) => void;
  /** The server does not know us any more; resolves once it does, or rejects. */
  renew: () => Promise<unknown>;
}

export class Line {
  #socket: WebSocket | undefined;
  #seq = 0;
  #tries = 0;
  #timers: number[] = [];
  #running = false;

  constructor(
    private readonly url: string,
    private readonly door: Door,
    private readonly heard: Heard,
  ) {}

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#connect();
  }

  stop(): void {
    this.#running = false;
    this.#hush();
  }

  /** Connect again now: the network came back, or another person signed in. */
  restart(): void {
    if (!this.#running) return this.start();
    this.#tries = 0;
    this.#connect();
  }

  say(frame: object): void {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(frame));
  }

  #connect(): void {
    this.#hush();
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.#seq = 0;
    const lost = (): void => {
      if (this.#socket === socket) this.#lost();
    };
    this.#after(PING, lost);
    socket.onopen = () => socket.send(JSON.stringify({ token: this.door.token }));
    socket.onmessage = (event: MessageEvent<string>) => {
      if (this.#socket !== socket) return;
      this.#hear(JSON.parse(event.data) as Frame, lost);
    };
    socket.onclose = (event) => {
      if (this.#socket !== socket) return;
      if (event.code === UNKNOWN) this.heard.renew().then(() => this.#connect(), lost);
      else lost();
    };
  }

  #hear(frame: Frame, lost: () => void): void {
    this.#quiet();
    this.#after(PING, () => {
      this.say({ ping: 1 });
      this.#after(SILENCE, lost);
    });
    if (frame.pong) return;
    if (frame.prev !== this.#seq) return lost();
    this.#seq = frame.seq ?? 0;
    this.#tries = 0;
    this.heard.online(true);
    if (frame.typing) this.heard.typing(frame.typing);
    if (frame.messages) this.heard.view(frame as View, frame.whole ?? false);
  }

  #lost(): void {
    this.#hush();
    if (!this.#running) return;
    this.heard.online(false);
    const wait = Math.min(LONGEST_WAIT, 500 * 2 ** this.#tries++) * (0.75 + Math.random() / 2);
    this.#after(wait, () => this.#connect());
    if (this.#tries > 2) void this.#poll();
  }

  /** The line fails but plain requests may pass: some networks allow only those. */
  async #poll(): Promise<void> {
    try {
      const view = await this.door.messages();
      this.heard.online(true);
      this.heard.view(view, true);
      if (!this.#socket) this.#after(POLL, () => void this.#poll());
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  #after(wait: number, deed: () => void): void {
    this.#timers.push(setTimeout(deed, wait) as unknown as number);
  }

  #quiet(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }

  #hush(): void {
    this.#quiet();
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket && socket.readyState < 2) socket.close();
  }
}
