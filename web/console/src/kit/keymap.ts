/** The keys that a person chose: command -> keys, "" for none. What is not here has the house's own. */
let chosen: Readonly<Record<string, string>> = {};

/** Take the person's keys. Whoever draws commands draws again when the person's settings change. */
export function setKeymap(keys: Readonly<Record<string, string>>) {
  chosen = keys;
}

/** The keys of a command, undefined for none. */
export function keysOf(id: string, house: string | undefined): string | undefined {
  return (chosen[id] ?? house) || undefined;
}
