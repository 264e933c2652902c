import { clear, createStore, entries, set } from "idb-keyval";
import type { QueryKey } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";

/** One thing that was on screen, and when it last was known to be so. */
export interface KeptQuery {
  key: QueryKey;
  data: unknown;
  at: number;
}

/** What one person saw last in one workspace, on this machine. All times are this machine's. */
export interface Kept {
  format: number;
  /** The build that wrote it: another one may read its pieces otherwise. */
  build: string;
  user: Id;
  workspace: Id;
  /** When it was last known to be so, and until when it may be shown without having asked. */
  at: number;
  until: number;
  queries: KeptQuery[];
}

export const FORMAT = 1;
const NOT_HERE = "trato.keep.not";
const others = "BroadcastChannel" in globalThis ? new BroadcastChannel("trato-kept") : null;
const hearers = new Set<() => void>();
let wiped = 0;
let store: ReturnType<typeof createStore> | null = null;
const place = () => (store ??= createStore("trato-kept", "kept"));

/** Whether the person lets this machine keep what they saw. */
export function keepsHere(): boolean {
  return localStorage.getItem(NOT_HERE) === null;
}

export async function setKeepsHere(on: boolean): Promise<void> {
  if (on) return localStorage.removeItem(NOT_HERE);
  localStorage.setItem(NOT_HERE, "1");
  await wipe();
}

/** What is kept of whoever was here last, or null. */
export async function readKept(): Promise<Kept | null> {
  const all = await entries<string, Kept>(place());
  return all[0]?.[1] ?? null;
}

/** Keep this and nothing else: of two people who sit at a machine, only the last one's is on it. */
export async function writeKept(kept: Kept): Promise<void> {
  const begun = wiped;
  const name = `${kept.workspace}.${kept.user}`;
  const strangers = (await entries<string, Kept>(place())).some(([key]) => key !== name);
  if (strangers) await clear(place());
  if (begun === wiped) await set(name, kept, place());
}

/** Forget everything, and let nothing that is gathered in this tab or another come back. */
export async function forgetKept(): Promise<void> {
  for (const told of hearers) told();
  others?.postMessage("forget");
  await wipe();
}

async function wipe(): Promise<void> {
  wiped += 1;
  await clear(place());
}

/** Be told that all was forgotten, here or in another tab. */
export function onForgotten(told: () => void): () => void {
  hearers.add(told);
  others?.addEventListener("message", told);
  return () => {
    hearers.delete(told);
    others?.removeEventListener("message", told);
  };
}
