/** What is on screen, and who wants to hear that it changed. */
import { START, type State } from "./state";

export class Held {
  state: State = START;
  readonly #watchers = new Set<() => void>();

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}
