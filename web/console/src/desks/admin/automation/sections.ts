import { t } from "@lingui/core/macro";
import { lazy } from "react";
import type { SettingSection } from "~/kit/settingSection";

/** What happens by itself. */
export const AUTOMATION_SECTIONS: SettingSection[] = [
  {
    id: "rules",
    words: () => t`Reglas`,
    also: () => t`automatización, disparadores, cuando si entonces`,
    verb: "automation.manage",
    page: lazy(() => import("./RulesPage").then((file) => ({ default: file.RulesPage }))),
  },
  {
    id: "automatic-replies",
    words: () => t`Respuestas automáticas`,
    also: () => t`saludo, fuera de horario, demora`,
    verb: "automation.manage",
    page: lazy(() => import("./AutoRepliesPage").then((file) => ({ default: file.AutoRepliesPage }))),
  },
  {
    id: "runs",
    words: () => t`Registro de reglas`,
    also: () => t`qué hicieron las reglas y macros, deshacer`,
    verb: "automation.manage",
    page: lazy(() => import("./RunsPage").then((file) => ({ default: file.RunsPage }))),
  },
  {
    id: "macros",
    words: () => t`Macros`,
    also: () => t`varios pasos de una vez`,
    verb: "macros.use",
    page: lazy(() => import("./MacrosPage").then((file) => ({ default: file.MacrosPage }))),
  },
];
