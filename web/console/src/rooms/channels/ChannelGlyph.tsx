import { channelWords } from "./channelWords";
import { GLYPHS } from "./registered";

/** Our own glyph of a channel, in ink. With `named`, its name is read aloud. */
export function ChannelGlyph({ channel, size = 16, named = false }: { channel: string; size?: number; named?: boolean }) {
  const label = named ? { role: "img", "aria-label": channelWords(channel) } : { "aria-hidden": true as const };
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.25"
      strokeLinecap="round"
      strokeLinejoin="round"
      // The drawing is a file of ours, read when the console is built: nothing from outside comes this way.
      dangerouslySetInnerHTML={{ __html: inside(GLYPHS[channel] ?? GLYPHS.webchat ?? "") }}
      {...label}
    />
  );
}

function inside(file: string): string {
  return file.slice(file.indexOf(">") + 1, file.lastIndexOf("</svg>"));
}
