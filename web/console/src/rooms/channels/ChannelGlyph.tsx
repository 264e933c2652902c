import type { ReactNode } from "react";
import { channelWords } from "./channelWords";

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
      {...label}
    >
      {GLYPHS[channel] ?? GLYPHS.webchat}
    </svg>
  );
}

const PHONE = (
  <path d="M5.7 2.3l1.3 2.9-1.4 1.3c.8 1.7 2.2 3.1 3.9 3.9l1.3-1.4 2.9 1.3v2.4c0 .6-.5 1-1.1 1C6.9 13.4 2.6 9.1 2.3 3.4c0-.6.4-1.1 1-1.1z" />
);
const GLYPHS: Record<string, ReactNode> = {
  whatsapp: (
    <>
      <path d="M2.2 13.8l1-3A5.8 5.8 0 1 1 5.4 13z" />
      <path
        d="M6.1 5.6c-.3 2.4 1.9 4.6 4.3 4.3l.1-1.3-1.4-.6-.6.6c-.6-.3-.9-.6-1.2-1.2l.6-.6-.6-1.4z"
        fill="currentColor"
        stroke="none"
      />
    </>
  ),
  email: (
    <>
      <rect x="1.75" y="3.25" width="12.5" height="9.5" rx="1.25" />
      <path d="M2.2 4.6L8 8.9l5.8-4.3" />
    </>
  ),
  webchat: (
    <>
      <path d="M13.75 9.5a1.5 1.5 0 0 1-1.5 1.5H6l-3.25 2.75V4a1.5 1.5 0 0 1 1.5-1.5h8a1.5 1.5 0 0 1 1.5 1.5z" />
      <path d="M5.5 6.8h5" />
    </>
  ),
  instagram: (
    <>
      <rect x="2.25" y="2.25" width="11.5" height="11.5" rx="3.25" />
      <circle cx="8" cy="8" r="2.6" />
      <circle cx="11.2" cy="4.8" r=".8" fill="currentColor" stroke="none" />
    </>
  ),
  messenger: (
    <>
      <path d="M8 2C4.5 2 2 4.5 2 7.6c0 1.7.8 3.2 2 4.2V14l2-1.1c.6.2 1.3.2 2 .2 3.5 0 6-2.5 6-5.5S11.5 2 8 2z" />
      <path d="M4.9 8.9L7.1 6.7l1.8 1.5 2.2-1.7" />
    </>
  ),
  facebook: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8.2 13.9V7.6c0-1.2.7-1.9 1.9-1.9h.6M6.3 8.9h3.9" />
    </>
  ),
  telegram: <path d="M14 2.5L1.9 7.1l3.8 1.6L12 4.6 7.3 9.6l4.5 3.5z" />,
  api: <path d="M6 2.5v3M10 2.5v3M4 5.5h8v2.75a4 4 0 0 1-8 0zM8 12.25v1.5" />,
  x: <path d="M3 2.75l10 10.5M13 2.75L9 7M7 9l-4 4.25" />,
  sms: (
    <>
      <path d="M13.75 10a1.5 1.5 0 0 1-1.5 1.5H9l-3.25 2.5v-2.5h-2a1.5 1.5 0 0 1-1.5-1.5V4a1.5 1.5 0 0 1 1.5-1.5h8.5a1.5 1.5 0 0 1 1.5 1.5z" />
      <path d="M5 7h.01M8 7h.01M11 7h.01" strokeWidth="1.75" />
    </>
  ),
  voice: PHONE,
  phone: PHONE,
  review: <path d="M8 1.9l1.9 3.9 4.3.6-3.1 3 .7 4.2L8 11.6l-3.8 2 .7-4.2-3.1-3 4.3-.6z" />,
};
