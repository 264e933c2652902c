import { t } from "@lingui/core/macro";
import { lazy } from "react";
import type { SettingGroup } from "~/kit/settingSection";

/** The pages of the supervisors' desk, in the order of the list beside them. Each stands at `/floor/<id>`. */
export const FLOOR_GROUPS: SettingGroup[] = [
  {
    id: "now",
    words: () => t`Ahora`,
    sections: [
      { id: "wall", words: () => t`Tablero`, verb: "floor.read", page: lazy(() => import("./WallPage").then((file) => ({ default: file.WallPage }))) },
      { id: "queues", words: () => t`Colas`, verb: "floor.read", page: lazy(() => import("./QueuesPage").then((file) => ({ default: file.QueuesPage }))) },
      { id: "risk", words: () => t`Riesgo`, verb: "floor.read", page: lazy(() => import("./RiskPage").then((file) => ({ default: file.RiskPage }))) },
      { id: "agents", words: () => t`Agentes`, verb: "floor.read", page: lazy(() => import("./AgentsPage").then((file) => ({ default: file.AgentsPage }))) },
      { id: "coaching", words: () => t`Acompañamiento`, verb: "floor.read", page: lazy(() => import("./CoachingPage").then((file) => ({ default: file.CoachingPage }))) },
      { id: "triage", words: () => t`Triaje`, verb: "cases.set_aside", page: lazy(() => import("./TriagePage").then((file) => ({ default: file.TriagePage }))) },
      { id: "alerts", words: () => t`Alertas`, verb: "floor.read", page: lazy(() => import("./AlertsPage").then((file) => ({ default: file.AlertsPage }))) },
    ],
  },
  {
    id: "workforce",
    words: () => t`Dotación`,
    sections: [
      {
        id: "plan",
        words: () => t`Pronóstico y necesidad`,
        verb: "reports.read",
        page: lazy(() => import("./PlanPage").then((file) => ({ default: file.PlanPage }))),
      },
      { id: "shifts", words: () => t`Turnos`, verb: "schedules.manage", page: lazy(() => import("./ShiftsPage").then((file) => ({ default: file.ShiftsPage }))) },
      { id: "adherence", words: () => t`Adherencia`, verb: "schedules.manage", page: lazy(() => import("./AdherencePage").then((file) => ({ default: file.AdherencePage }))) },
    ],
  },
  {
    id: "setup",
    words: () => t`Preparar`,
    sections: [
      { id: "what-if", words: () => t`¿Y si…?`, verb: "reports.read", page: lazy(() => import("./WhatIfPage").then((file) => ({ default: file.WhatIfPage }))) },
      { id: "triage-ways", words: () => t`Qué se aparta solo`, verb: "brands.manage", page: lazy(() => import("./TriageWaysPage").then((file) => ({ default: file.TriageWaysPage }))) },
      { id: "screens", words: () => t`Pantallas`, verb: "floor.share", page: lazy(() => import("./ScreensPage").then((file) => ({ default: file.ScreensPage }))) },
    ],
  },
];
