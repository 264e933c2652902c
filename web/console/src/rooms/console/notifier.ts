import type { Id } from "~/client/contract/basics";
import type { Notice } from "~/client/contract/notices";
import type { NoticeWay, Preferences, Sound } from "~/client/contract/preferences";
import { isQuiet } from "./quiet";

const ANSWER_WITHIN = 60;
const SILENCE = 1_500;

/** What the notifier needs of the page; said apart, so that it can be tried without one. */
export interface Place {
  preferences: () => Preferences;
  timeZone: () => string;
  now: () => number;
  /** The case on this screen, when somebody looks at it. */
  looksAt: () => Id | null;
  /** Whether somebody looks at this page at all. */
  seen: () => boolean;
  play: (sound: Sound) => Promise<void>;
  dot: (on: boolean) => void;
  show: (notice: Notice) => void;
}

type Said = { ask: string; case_id: Id } | { yes: string };

/**
 * Tells a person what happened, once: of all the tabs of a browser one rings, and none when one of them shows the very
 * case. Each tab hears the server by itself; a lock says who rings, a channel asks whether somebody looks.
 */
export class Notifier {
  private readonly place: Place;
  private readonly channel: BroadcastChannel;
  private readonly asked = new Map<string, () => void>();
  private readonly stopped = new AbortController();
  private rings = false;
  private last = 0;
  private newest = 0;
  private release: (() => void) | null = null;

  constructor(place: Place, name: string) {
    this.place = place;
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: MessageEvent<Said>) => this.answer(data);
    const held = new Promise<void>((release) => (this.release = release));
    // Where there are no locks every tab rings for itself, which is better than none.
    if (!("locks" in navigator)) this.rings = true;
    else
      navigator.locks
        .request(name, { signal: this.stopped.signal }, () => {
          this.rings = true;
          return held;
        })
        .catch(() => undefined);
  }

  stop() {
    this.stopped.abort();
    this.release?.();
    this.channel.close();
  }

  /** Somebody came back to the page. */
  looked() {
    this.place.dot(false);
  }

  async hear(notice: Notice): Promise<void> {
    if (notice.seq < this.newest) return;
    this.newest = notice.seq;
    const ways = this.place.preferences().notices[notice.kind];
    const wants = (way: NoticeWay) => ways.includes(way);
    if (this.place.looksAt() === notice.case_id) return;
    if (wants("title") && !this.place.seen()) this.place.dot(true);
    if (!this.rings || (!wants("sound") && !wants("desktop"))) return;
    if (await this.isLookedAt(notice.case_id)) return;
    const { quiet, sound } = this.place.preferences();
    if (isQuiet(quiet, this.place.now(), this.place.timeZone())) return;
    if (wants("desktop") && !this.place.seen()) this.place.show(notice);
    if (!wants("sound") || this.place.now() - this.last < SILENCE) return;
    this.last = this.place.now();
    await this.place.play(sound);
  }

  /** Ask the other tabs; no answer is no. */
  private isLookedAt(caseId: Id): Promise<boolean> {
    const ask = `${caseId}.${Math.random()}`;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.settle(ask, resolve, false), ANSWER_WITHIN);
      this.asked.set(ask, () => {
        clearTimeout(timer);
        this.settle(ask, resolve, true);
      });
      this.channel.postMessage({ ask, case_id: caseId } satisfies Said);
    });
  }

  private settle(ask: string, resolve: (yes: boolean) => void, yes: boolean) {
    this.asked.delete(ask);
    resolve(yes);
  }

  private answer(said: Said) {
    if ("yes" in said) this.asked.get(said.yes)?.();
    else if (this.place.looksAt() === said.case_id) this.channel.postMessage({ yes: said.ask } satisfies Said);
  }
}
