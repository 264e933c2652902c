import lines from "../../../../../src/trato/rooms/channels/adapters/channels.json";
import type { Locale } from "~/client/contract/basics";

/** The channels of this house in the order of the manuals: what the server registers, found when the console is built. */
export const CHANNELS: string[] = lines;

/** A channel's name in each language, as it stands within a sentence. */
export const NAMES = byChannel<Record<Locale, string>>(
  import.meta.glob("../../../../../src/trato/rooms/channels/adapters/*/names.json", { eager: true, import: "default" }),
);

/** What a channel's glyph draws: the inside of its file. */
export const GLYPHS = byChannel<string>(
  import.meta.glob("../../../../../src/trato/rooms/channels/adapters/*/glyph.svg", { eager: true, query: "?raw", import: "default" }),
);

function byChannel<Kept>(files: Record<string, unknown>): Record<string, Kept> {
  return Object.fromEntries(Object.entries(files).map(([path, kept]) => [path.split("/").at(-2), kept as Kept]));
}
