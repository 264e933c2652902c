import type { Wall } from "./contract/floor";
import type { Frame } from "./contract/live";

export const LINK_ENDED = 4404;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

export type ScreenState = "connecting" | "open" | "lost" | "ended";

/** The line of a screen where nobody signs in: it says its link's secret, listens, and comes back by itself after a cut. */
export class ScreenSocket {
  private socket: WebSocket | null = null;
  private wait = FIRST_WAIT;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly url: string;
  private readonly secret: string;
  private readonly tell: (state: ScreenState, wall: Wall | null, now: string | null) => void;

  constructor(url: string, secret: string, tell: (state: ScreenState, wall: Wall | null, now: string | null) => void) {
    this.url = url;
    this.secret = secret;
    this.tell = tell;
  }

  start() {
    window.addEventListener("online", this.hurry);
    this.connect();
  }

  stop() {
    window.removeEventListener("online", this.hurry);
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private readonly hurry = () => {
    clearTimeout(this.timer);
    if (this.socket === null || this.socket.readyState > WebSocket.OPEN) this.connect();
  };

  private connect() {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.addEventListener("open", () => socket.send(this.secret));
    socket.addEventListener("message", (event: MessageEvent<string>) => {
      this.wait = FIRST_WAIT;
      const frame = JSON.parse(event.data) as Frame;
      const told = frame.resources.find((one) => one.type === "wall");
      this.tell("open", told?.type === "wall" ? told.wall : null, frame.now);
    });
    socket.addEventListener("close", (event) => {
      if (this.socket !== socket) return;
      if (event.code === LINK_ENDED) return this.tell("ended", null, null);
      this.tell("lost", null, null);
      this.timer = setTimeout(() => this.connect(), this.wait);
      this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
    });
  }
}
