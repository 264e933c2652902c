import type { LengthUnit } from "~/client/contract/cases";

/** The length of a text as a channel counts it: characters, UTF-8 bytes, UTF-16 code units, or weighted as X does. */
export function lengthOf(text: string, unit: LengthUnit): number {
  switch (unit) {
    case "characters":
      return [...text].length;
    case "bytes":
      return new TextEncoder().encode(text).length;
    case "code_units":
      return text.length;
    case "weighted":
      return weightOf(text.replaceAll("\r\n", "\n").normalize("NFC"));
    default:
      return unit satisfies never;
  }
}

// The same rule as the server's (channels/model/lengths.py), from twitter-text 3: an address counts 23, an emoji two.
const ADDRESS = 23;
const LIGHT = /[^\u1100-\u1fff\u200e\u200f\u2020-\u2031\u2038-\u{10ffff}]/u;
const ENDS =
  "com|net|org|info|biz|edu|gov|mil|int|name|pro|mobi|jobs|travel|tel|app|dev|shop|store|online|site|website|web|" +
  "blog|tech|cloud|club|live|news|page|xyz|lat|design|agency|digital|email|link|links|media|world|top|vip|fun|space|" +
  "today|life|group|social|studio|academy|center|company|expert|global|help|care|support|team|tools|tours|video|" +
  "wiki|works|zone|bio|art|bar|cafe|casa|coffee|fit|food|futbol|gratis|hotel|kitchen|market|menu|one|pizza|plus|" +
  "restaurant|sale|taxi|viajes|[a-z]{2}";
const SIGN =
  "[\\u00a9\\u00ae\\u203c\\u2049\\u2122\\u2139\\u2194-\\u2199\\u21a9\\u21aa\\u231a\\u231b\\u2328\\u23cf\\u23e9-\\u23fa" +
  "\\u24c2\\u25aa\\u25ab\\u25b6\\u25c0\\u25fb-\\u25fe\\u2600-\\u27bf\\u2934\\u2935\\u2b05-\\u2b07\\u2b1b\\u2b1c\\u2b50" +
  "\\u2b55\\u3030\\u303d\\u3297\\u3299\\u{1f000}-\\u{1f1e5}\\u{1f200}-\\u{1faff}]";
const DRESSED = `${SIGN}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]*[\\u{e0020}-\\u{e007f}]*`;
const PATH = "[^\\s<>\"]*[^\\s<>\".,:;!?)\\]'…]";
const HEAVY = new RegExp(
  `(?<address>https?:\\/\\/${PATH}|(?<![\\p{L}\\p{N}_@#$.\\-\\/])(?:[a-z0-9][a-z0-9_\\-]*\\.)+(?:${ENDS})` +
    `(?![\\p{L}\\p{N}_])(?![@\\-])(?:\\/${PATH})?\\/?)` +
    `|(?<emoji>[\\u{1f1e6}-\\u{1f1ff}]{2}|[0-9#*]\\ufe0f?\\u20e3|${DRESSED}(?:\\u200d${DRESSED})*)`,
  "giu",
);

function weightOf(text: string): number {
  let whole = 0;
  let end = 0;
  for (const found of text.matchAll(HEAVY)) {
    whole += plain(text.slice(end, found.index)) + (found.groups?.address ? ADDRESS : 2);
    end = found.index + found[0].length;
  }
  return whole + plain(text.slice(end));
}

function plain(text: string): number {
  return [...text].reduce((sum, char) => sum + (LIGHT.test(char) ? 1 : 2), 0);
}
