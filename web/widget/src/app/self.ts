/** Who the visitor is: what the server says, kept in the browser; and how far its clock is from ours. */
import type { Session } from "../wire/protocol";
import type { Door } from "./door";
import type { Memory } from "./storage";

export class Self {
  skew: number | undefined;
  #meeting: Promise<Session> | undefined;

  constructor(
    private readonly door: Door,
    private readonly memory: Memory,
    public identity: string,
    private readonly met: (session: Session) => void,
  ) {
    door.token = memory.get<string>("token") ?? "";
  }

  /** Ask the server who we are; only once at a time. */
  meet(): Promise<Session> {
    const asked = Date.now();
    this.#meeting ??= this.door
      .session(this.identity)
      .then((session) => this.#take(session, asked))
      .finally(() => {
        this.#meeting = undefined;
      });
    return this.#meeting;
  }

  /** Somebody signed in: ask again, once whoever is being asked has answered. */
  async change(identity: string): Promise<void> {
    this.identity = identity;
    await this.#meeting?.catch(() => undefined);
    await this.meet();
  }

  /** Be who an e-mailed link says; raises `Refused` when it was used or ran out. */
  async arrive(ticket: string): Promise<void> {
    const asked = Date.now();
    this.#take(await this.door.arrive(ticket), asked);
  }

  forget(): void {
    this.door.token = this.identity = "";
  }

  #take(session: Session, asked: number): Session {
    if (session.token !== this.door.token) this.memory.set("token", session.token);
    this.door.token = session.token;
    this.skew = Math.round(session.now - (asked + Date.now()) / 2);
    this.met(session);
    return session;
  }
}
