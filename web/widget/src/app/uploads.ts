/** Files on their way to the server, and what becomes of each. */
import { type Door, Refused } from "./door";
import type { Held } from "./held";
import { uuid7 } from "./ids";
import type { Upload } from "./state";

export const LARGEST_FILE = 25 * 1024 * 1024;

export class Uploads {
  /** What was uploaded, by ticket: an echo shows it before the server does. */
  readonly files = new Map<string, Upload>();

  constructor(
    private readonly door: Door,
    private readonly server: string,
    private readonly held: Held,
    private readonly known: () => Promise<unknown>,
  ) {}

  attach(files: Iterable<File>): void {
    for (const file of files) {
      const id = uuid7();
      const upload: Upload = { id, name: file.name, share: 0, cancel: () => this.#detach(id) };
      this.held.set({ uploads: [...this.held.state.uploads, upload], error: "" });
      if (this.held.state.settings.files === false) this.#lift(id, { error: "files_refused" });
      else if (file.size > LARGEST_FILE) this.#lift(id, { error: "file_too_large" });
      else void this.#send(id, file);
    }
  }

  #detach(id: string): void {
    this.held.set({ uploads: this.held.state.uploads.filter((one) => one.id !== id) });
  }

  async #send(id: string, file: File): Promise<void> {
    try {
      if (!this.door.token) await this.known();
      const { done, cancel } = this.door.upload(file, (share) => this.#lift(id, { share }));
      this.#lift(id, {
        cancel: () => {
          cancel();
          this.#detach(id);
        },
      });
      const ticket = await done;
      this.#lift(id, { share: 1, ...ticket, url: this.server + ticket.url, cancel: () => this.#detach(id) });
      const upload = this.held.state.uploads.find((one) => one.id === id);
      if (upload) this.files.set(ticket.ticket, upload);
    } catch (error) {
      if (error instanceof Refused && error.status !== 499) this.#lift(id, { error: error.code });
    }
  }

  #lift(id: string, change: Partial<Upload>): void {
    this.held.set({ uploads: this.held.state.uploads.map((one) => (one.id === id ? { ...one, ...change } : one)) });
  }
}
