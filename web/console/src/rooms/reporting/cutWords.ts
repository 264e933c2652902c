import { t } from "@lingui/core/macro";
import type { Cut, ReportPart } from "~/client/contract/reportsEndpoints";
import { nameOf } from "~/kit/formats";

export function cutWords(cut: Cut | "unit"): string {
  switch (cut) {
    case "unit":
      return t`Unidad`;
    case "brand":
      return t`Marca`;
    case "country":
      return t`País`;
    case "channel":
      return t`Canal`;
    case "surface":
      return t`Superficie`;
    case "queue":
      return t`Cola`;
    case "team":
      return t`Equipo`;
    case "agent":
      return t`Agente`;
    case "tier":
      return t`Nivel`;
    case "coming":
      return t`De dónde llega`;
    case "advert":
      return t`Anuncio`;
    case "reason":
      return t`Motivo`;
  }
}

/** The name of a line; a country's comes from the browser. */
export function lineName(cut: Cut, key: string, name: string): string {
  return cut === "country" && /^[A-Z]{2}$/.test(key) ? nameOf("region", key) : name;
}

/** Which rows of a number are listed. */
export function partWords(part: ReportPart, beside: string): string {
  switch (part) {
    case "all":
      return t`Todos`;
    case "counted":
      return t`Los que cuentan`;
    case "rest":
      return t`Los demás`;
    case "beside":
      return beside.charAt(0).toLocaleUpperCase() + beside.slice(1);
  }
}
