import { t } from "@lingui/core/macro";

/** Groups of measures, in the order in which they are read. */
export const GROUPS = ["demand", "promise", "response", "abandonment", "work", "resolution", "flow", "money", "calls", "reviews", "adverts", "intelligence"] as const;
export type Group = (typeof GROUPS)[number];

export function groupWords(group: string): string {
  switch (group) {
    case "demand":
      return t`Demanda`;
    case "promise":
      return t`Promesa`;
    case "response":
      return t`Respuesta`;
    case "abandonment":
      return t`Abandono`;
    case "work":
      return t`Trabajo`;
    case "resolution":
      return t`Resolución`;
    case "flow":
      return t`Recorrido`;
    case "money":
      return t`Dinero`;
    case "calls":
      return t`Llamadas`;
    case "reviews":
      return t`Reseñas`;
    case "adverts":
      return t`Anuncios`;
    case "intelligence":
      return t`Inteligencia`;
    default:
      return group;
  }
}

/** What must be known of a group before it is read. */
export function groupHint(group: string): string {
  switch (group) {
    case "abandonment":
      return t`Cada variante tiene su prueba; no se suman en una sola cifra.`;
    case "work":
      return t`Se mide en el escritorio: lo hecho fuera de él no está aquí.`;
    case "promise":
      return t`Cada una se compara con la meta de su país y del nivel de su canal.`;
    case "calls":
      return t`Solo las que entran. Una llamada cuenta cuando termina.`;
    case "reviews":
      return t`Antes y después son las mismas reseñas, las que se respondieron: no dice que la respuesta sea la causa.`;
    case "adverts":
      return t`Anuncios que abren mensajes. Por anuncio se ve qué costó responder y cómo acabó; lo que costó el anuncio no lo dice la red.`;
    case "intelligence":
      return t`Lo previsto es una suposición, nunca lo que alguien dijo. Lo que una persona corrigió vale más que lo que se entendió.`;
    case "money":
      return t`Cada moneda se suma aparte. Lo que cuesta el tiempo de las personas no está aquí.`;
    case "resolution":
      return t`La reapertura y el primer contacto esperan 7 días; la insistencia, 24 h. Los perfiles sin vincular la hacen parecer menor.`;
    default:
      return "";
  }
}
