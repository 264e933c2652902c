/** The only place that asks the server for something over HTTP. */
import type { Session, Ticket, View } from "../wire/protocol";

/** A refusal or a failure. `code` is the server's, or "network"; `again` says whether a later try may succeed. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly status = 0,
    readonly wait = 0,
  ) {
    super(code);
  }

  get again(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const PATIENCE = 20_000;

export class Door {
  token = "";

  constructor(private readonly root: string) {}

  session(identity: string): Promise<Session> {
    return this.#ask<Session>("session", { method: "POST", body: JSON.stringify({ token: this.token, identity }) });
  }

  deliver(body: string): Promise<unknown> {
    return this.#ask("deliveries", { method: "POST", body });
  }

  messages(before = ""): Promise<View> {
    return this.#ask<View>(`messages?before=${before}`);
  }

  /** Have an e-mail sent: a link that works once, or a copy of a conversation. */
  mail(what: "resume" | "transcript", asked: object): Promise<unknown> {
    return this.#ask(what, { method: "POST", body: JSON.stringify(asked) });
  }

  /** Use an e-mailed link, up. */
  arrive(ticket: string): Promise<Session> {
    return this.#ask<Session>("resume/open", { method: "POST", body: JSON.stringify({ ticket }) });
  }

  /** Send a file; `progress` hears the share that has gone, from 0 to 1. */
  upload(file: File, progress: (share: number) => void): { done: Promise<Ticket>; cancel: () => void } {
    const request = new XMLHttpRequest();
    const done = new Promise<Ticket>((resolve, reject) => {
      request.open("POST", `${this.root}/uploads?name=${encodeURIComponent(file.name)}`);
      request.setRequestHeader("Authorization", `Bearer ${this.token}`);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.onprogress = (event) => progress(event.loaded / (event.total || 1));
      request.onload = () => {
        const said = parse(request.responseText);
        if (request.status < 300) resolve(said as unknown as Ticket);
        else reject(new Refused(String(said.code ?? "refused"), request.status));
      };
      request.onerror = request.ontimeout = () => reject(new Refused("network"));
      request.onabort = () => reject(new Refused("cancelled", 499));
      request.send(file);
    });
    return { done, cancel: () => request.abort() };
  }

  async #ask<T>(path: string, options: RequestInit = {}): Promise<T> {
    const headers: Record<string, string> = { Authorization: `Bearer ${this.token}` };
    if (options.body) headers["Content-Type"] = "application/json";
    let answer: Response;
    try {
      answer = await fetch(`${this.root}/${path}`, { ...options, headers, signal: AbortSignal.timeout(PATIENCE) });
    } catch {
      throw new Refused("network");
    }
    const said = parse(await answer.text().catch(() => ""));
    if (answer.ok) return said as T;
    throw new Refused(String(said.code ?? "refused"), answer.status, Number(answer.headers.get("Retry-After")) || 0);
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
