import { t } from "@lingui/core/macro";
import { lazy } from "react";
import type { SettingGroup } from "~/kit/settingSection";

/** The pages of reports. Each stands at `/reports/<id>`; a period and filters go along from one to the other. */
export const REPORT_GROUPS: SettingGroup[] = [
  {
    id: "numbers",
    words: () => t`Cifras`,
    sections: [
      { id: "summary", words: () => t`Resumen`, page: lazy(() => import("./SummaryPage").then((file) => ({ default: file.SummaryPage }))) },
      { id: "cut", words: () => t`Por canal, cola o persona`, page: lazy(() => import("./CutPage").then((file) => ({ default: file.CutPage }))) },
      { id: "measures", words: () => t`Cómo se cuenta`, page: lazy(() => import("./MeasuresPage").then((file) => ({ default: file.MeasuresPage }))) },
      { id: "topics", words: () => t`Temas y alzas`, verb: "reports.read", page: lazy(() => import("./TopicsPage").then((file) => ({ default: file.TopicsPage }))) },
    ],
  },
];
