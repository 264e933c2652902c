import type { Sound } from "~/client/contract/preferences";

/** Our own sounds, made here: partials with their share, height and length, and when each begins. */
interface Partial {
  at: number;
  hertz: number;
  falls?: number;
  share: number;
  seconds: number;
  shape: OscillatorType;
}

const SOUNDS: Record<Sound, Partial[]> = {
  drop: [
    { at: 0, hertz: 720, falls: 1_180, share: 0.5, seconds: 0.14, shape: "sine" },
    { at: 0.11, hertz: 960, falls: 1_420, share: 0.4, seconds: 0.18, shape: "sine" },
  ],
  wood: [
    { at: 0, hertz: 420, falls: 300, share: 0.6, seconds: 0.07, shape: "triangle" },
    { at: 0.12, hertz: 560, falls: 400, share: 0.5, seconds: 0.08, shape: "triangle" },
  ],
  bell: [
    { at: 0, hertz: 880, share: 0.35, seconds: 0.9, shape: "sine" },
    { at: 0, hertz: 1_320, share: 0.18, seconds: 0.6, shape: "sine" },
    { at: 0, hertz: 2_217, share: 0.08, seconds: 0.35, shape: "sine" },
  ],
};
const LOUDNESS = 0.4;
const ATTACK = 0.008;

let context: AudioContext | null = null;

/** Make a sound; nothing where the browser has none, or wants a click first and there was none. */
export async function play(sound: Sound): Promise<void> {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state === "suspended") await context.resume();
  const begin = context.currentTime + 0.02;
  for (const one of SOUNDS[sound]) {
    const tone = context.createOscillator();
    const loud = context.createGain();
    const at = begin + one.at;
    tone.type = one.shape;
    tone.frequency.setValueAtTime(one.hertz, at);
    if (one.falls) tone.frequency.exponentialRampToValueAtTime(one.falls, at + one.seconds * 0.6);
    loud.gain.setValueAtTime(0.0001, at);
    loud.gain.linearRampToValueAtTime(one.share * LOUDNESS, at + ATTACK);
    loud.gain.exponentialRampToValueAtTime(0.0001, at + one.seconds);
    tone.connect(loud).connect(context.destination);
    tone.start(at);
    tone.stop(at + one.seconds + 0.02);
  }
}
