import { t } from "@lingui/core/macro";
import { lazy } from "react";
import type { SettingSection } from "~/kit/settingSection";

/** How cases reach people. */
export const GIVING_SECTIONS: SettingSection[] = [
  {
    id: "queues",
    words: () => t`Colas`,
    also: () => t`reparto, aceptación, desborde`,
    verb: "queues.manage",
    page: lazy(() => import("./QueuesPage").then((file) => ({ default: file.QueuesPage }))),
  },
  {
    id: "skills",
    words: () => t`Habilidades`,
    also: () => t`idiomas, temas, niveles`,
    verb: "presence.manage",
    page: lazy(() => import("./SkillsPage").then((file) => ({ default: file.SkillsPage }))),
  },
  {
    id: "capacity",
    words: () => t`Capacidad y habilidades`,
    also: () => t`casos a la vez, topes por canal`,
    verb: "presence.manage",
    page: lazy(() => import("./CapacityPage").then((file) => ({ default: file.CapacityPage }))),
  },
  {
    id: "channel-weights",
    words: () => t`Peso por canal`,
    also: () => t`en vivo, diferido, ocupa a la persona entera, simultaneidad`,
    verb: "queues.manage",
    page: lazy(() => import("./WeightsPage").then((file) => ({ default: file.WeightsPage }))),
  },
  {
    id: "presence-reasons",
    words: () => t`Motivos de ausencia`,
    also: () => t`pausa, almuerzo, capacitación`,
    verb: "settings.write",
    page: lazy(() => import("./ReasonsPage").then((file) => ({ default: file.ReasonsPage }))),
  },
];
