import { t } from "@lingui/core/macro";
import type { Field } from "./filters";

export function fieldWords(field: Field): string {
  switch (field) {
    case "state":
      return t`Estado`;
    case "sla":
      return t`Promesa`;
    case "waiting":
      return t`A la espera de`;
    case "channel":
      return t`Canal`;
    case "priority":
      return t`Prioridad`;
    case "holder":
      return t`A cargo de`;
    case "team":
      return t`Equipo`;
    case "tag":
      return t`Etiqueta`;
    case "language":
      return t`Idioma`;
    case "brand":
      return t`Marca`;
    case "queue":
      return t`Cola`;
    default:
      return field satisfies never;
  }
}

/** The values that every workspace has, in the order of the screen. */
export function fixedValues(): Record<"state" | "sla" | "waiting", [string, string][]> {
  return {
    state: [
      ["open", t`abierto`],
      ["resolved", t`resuelto`],
      ["closed", t`cerrado`],
      ["set_aside", t`apartado`],
    ],
    sla: [
      ["breached", t`vencida`],
      ["approaching", t`por vencer`],
      ["on_time", t`a tiempo`],
      ["none", t`sin promesa en curso`],
    ],
    waiting: [
      ["none", t`nadie: pide trabajo`],
      ["contact", t`el contacto`],
      ["third_party", t`un tercero`],
      ["team", t`otro equipo`],
      ["until", t`una fecha`],
    ],
  };
}
