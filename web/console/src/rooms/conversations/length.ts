import type { LengthUnit } from "~/client/contract/cases";

const GSM = /^[\n\r !-_a-z@£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¡ÄÖÑÜ§¿äöñüà]*$/;

/** The length of a text as a channel counts it: characters, UTF-8 bytes, weighted as X does, or SMS segments. */
export function lengthOf(text: string, unit: LengthUnit): number {
  switch (unit) {
    case "characters":
      return [...text].length;
    case "bytes":
      return new TextEncoder().encode(text).length;
    case "weighted":
      return [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) <= 0x10ff ? 1 : 2), 0);
    case "segments": {
      if (text === "") return 0;
      const [single, many] = GSM.test(text) ? [160, 153] : [70, 67];
      return text.length <= single ? 1 : Math.ceil(text.length / many);
    }
    default:
      return unit satisfies never;
  }
}
