import { t } from "@lingui/core/macro";

export type FilterName = "channel" | "state" | "agent" | "tag" | "brand" | "before" | "after" | "from" | "has" | "is";

export interface FilterWords {
  name: FilterName;
  /** As it is typed in the language on screen; the server understands all three. */
  word: string;
  /** What it is for, and one example of a value. */
  tells: string;
  example: string;
}

/** The filters, in the order in which they are taught. Their names are one word: what stands before the colon. */
export function filterWords(): FilterWords[] {
  return [
    { name: "channel", word: t`canal`, tells: t`por dónde llegó`, example: "" },
    { name: "state", word: t`estado`, tells: t`abierto, espera, resuelto, cerrado o apartado`, example: t`abierto` },
    { name: "agent", word: t`agente`, tells: t`quién lo tiene; yo, nadie o un nombre`, example: t`yo` },
    { name: "tag", word: t`etiqueta`, tells: t`con una etiqueta`, example: t`envío` },
    { name: "brand", word: t`marca`, tells: t`de una marca`, example: "" },
    { name: "from", word: t`de`, tells: t`quién lo dijo: cliente o equipo`, example: t`cliente` },
    { name: "has", word: t`tiene`, tells: t`con un archivo`, example: t`adjunto` },
    { name: "is", word: t`es`, tells: t`solo notas o solo mensajes`, example: t`nota` },
    { name: "after", word: t`después`, tells: t`desde un día, un mes o un año`, example: "2026-10" },
    { name: "before", word: t`antes`, tells: t`hasta un día, un mes o un año`, example: "2026-10-01" },
  ];
}

/** The values of filters that have no others. */
export function valueWords(name: FilterName): string[] {
  switch (name) {
    case "state":
      return [t`abierto`, t`espera`, t`resuelto`, t`cerrado`, t`apartado`];
    case "from":
      return [t`cliente`, t`equipo`];
    case "has":
      return [t`adjunto`];
    case "is":
      return [t`nota`, t`mensaje`];
    case "agent":
      return [t`yo`, t`nadie`];
    case "before":
    case "after":
      return [t`hoy`, t`ayer`];
    case "channel":
    case "tag":
    case "brand":
      return [];
    default:
      return name satisfies never;
  }
}
