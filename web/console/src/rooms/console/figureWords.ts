import { t } from "@lingui/core/macro";
import type { Measure } from "~/client/contract/floor";
import { count, longSpan, percent } from "~/kit/formats";
import { type Figure, isAtLeast, type Tone } from "./figures";

export function measureWords(measure: Measure): string {
  switch (measure) {
    case "waiting":
      return t`Esperan`;
    case "longest_wait":
      return t`Mayor espera`;
    case "at_risk":
      return t`Por vencer`;
    case "breached":
      return t`Vencidos`;
    case "service_level":
      return t`Respondidos en plazo hoy`;
    case "load":
      return t`Carga`;
    default:
      return measure satisfies never;
  }
}

/** What a number counts, for whoever asks. */
export function measureMeans(measure: Measure): string {
  switch (measure) {
    case "waiting":
      return t`Casos abiertos que nadie tiene a cargo y que no esperan al contacto ni a un tercero.`;
    case "longest_wait":
      return t`Desde el primer mensaje sin respuesta de los casos que esperan.`;
    case "at_risk":
      return t`Casos a los que les queda menos de un quinto del plazo.`;
    case "breached":
      return t`Casos abiertos con una promesa vencida.`;
    case "service_level":
      return t`De las primeras respuestas que vencían o se dieron hoy, las que salieron a tiempo.`;
    case "load":
      return t`Lo que tienen a cargo quienes están en línea o en tarea, sobre lo que pueden tener.`;
    default:
      return measure satisfies never;
  }
}

/** A value in the unit of its measure: "12", "14 min", "83 %". */
export function valueWords(measure: Measure, value: number | null): string {
  if (value === null) return "–";
  switch (measure) {
    case "longest_wait":
      return longSpan(value * 1000);
    case "service_level":
    case "load":
      return percent(value / 100);
    case "waiting":
    case "at_risk":
    case "breached":
      return count(value);
    default:
      return measure satisfies never;
  }
}

/** "meta ≤ 20", "meta ≥ 80 %". */
export function targetWords({ measure, target }: Pick<Figure, "measure" | "target">): string {
  const said = valueWords(measure, target);
  return isAtLeast(measure) ? t`meta ≥ ${said}` : t`meta ≤ ${said}`;
}

export function toneWords(tone: Tone): string {
  switch (tone) {
    case "kept":
      return t`en meta`;
    case "approaching":
      return t`cerca del límite`;
    case "breached":
      return t`fuera de meta`;
    default:
      return tone satisfies never;
  }
}
