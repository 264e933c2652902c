import { t } from "@lingui/core/macro";
import { lazy } from "react";
import type { SettingSection } from "~/kit/settingSection";

/** What the firm is: its brands, when it is open. */
export const FIRM_SECTIONS: SettingSection[] = [
  {
    id: "brands",
    words: () => t`Marcas`,
    also: () => t`responsables de los datos, color, voz`,
    verb: "brands.manage",
    page: lazy(() => import("./BrandsPage").then((file) => ({ default: file.BrandsPage }))),
  },
  {
    id: "hours",
    words: () => t`Horarios`,
    also: () => t`feriados, calendario`,
    verb: "brands.manage",
    page: lazy(() => import("./HoursPage").then((file) => ({ default: file.HoursPage }))),
  },
  {
    id: "consent-texts",
    words: () => t`Consentimientos`,
    also: () => t`textos legales, privacidad`,
    verb: "brands.manage",
    page: lazy(() => import("./ConsentPage").then((file) => ({ default: file.ConsentPage }))),
  },
  {
    id: "attributes",
    words: () => t`Datos de los contactos`,
    also: () => t`atributos, retención`,
    verb: "settings.write",
    page: lazy(() => import("./AttributesPage").then((file) => ({ default: file.AttributesPage }))),
  },
];

/** What it promises and with which words. */
export const CARE_SECTIONS: SettingSection[] = [
  {
    id: "policies",
    words: () => t`Promesas`,
    also: () => t`SLA, plazos, políticas`,
    verb: "sla.manage",
    page: lazy(() => import("./PoliciesPage").then((file) => ({ default: file.PoliciesPage }))),
  },
  {
    id: "routing",
    words: () => t`Reparto`,
    also: () => t`puntos, prioridad, asignación automática`,
    verb: "queues.manage",
    page: lazy(() => import("./RoutingPage").then((file) => ({ default: file.RoutingPage }))),
  },
  {
    id: "expectations",
    words: () => t`Expectativas entre equipos`,
    also: () => t`SLE, ayuda, remisión, supervisión`,
    verb: "sla.manage",
    page: lazy(() => import("./ExpectationsPage").then((file) => ({ default: file.ExpectationsPage }))),
  },
  {
    id: "canned",
    words: () => t`Respuestas guardadas`,
    also: () => t`atajos, textos, plantillas propias`,
    verb: "canned.edit",
    page: lazy(() => import("./CannedPage").then((file) => ({ default: file.CannedPage }))),
  },
  {
    id: "tags",
    words: () => t`Etiquetas`,
    verb: "dispositions.manage",
    page: lazy(() => import("./TagsPage").then((file) => ({ default: file.TagsPage }))),
  },
  {
    id: "learning",
    words: () => t`Etiquetado automático`,
    also: () => t`aprendizaje, versiones, precisión, deriva`,
    verb: "dispositions.manage",
    page: lazy(() => import("../learning/LearningPage").then((file) => ({ default: file.LearningPage }))),
  },
  {
    id: "starters",
    words: () => t`Etiquetas de partida`,
    also: () => t`taxonomía, rubro, industria, comercio, banca, viajes`,
    verb: "dispositions.manage",
    page: lazy(() => import("../learning/StartersPage").then((file) => ({ default: file.StartersPage }))),
  },
  {
    id: "models",
    words: () => t`Modelos`,
    also: () => t`inteligencia, fichas, límites, retraso`,
    verb: "dispositions.manage",
    page: lazy(() => import("../learning/ModelsPage").then((file) => ({ default: file.ModelsPage }))),
  },
  {
    id: "llm",
    words: () => t`Modelo de lenguaje`,
    also: () => t`LLM, OpenAI, reescribir, resumen, presupuesto`,
    verb: "llm.manage",
    page: lazy(() => import("../learning/LlmPage").then((file) => ({ default: file.LlmPage }))),
  },
  {
    id: "dispositions",
    words: () => t`Tipificación`,
    also: () => t`motivos, árbol`,
    verb: "dispositions.manage",
    page: lazy(() => import("./DispositionsPage").then((file) => ({ default: file.DispositionsPage }))),
  },
];
