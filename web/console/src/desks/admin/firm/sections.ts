import { t } from "@lingui/core/macro";
import { lazy } from "react";
import type { SettingSection } from "~/kit/settingSection";

/** What the firm is: its brands, when it is open. */
export const FIRM_SECTIONS: SettingSection[] = [
  {
    id: "hours",
    words: () => t`Horarios`,
    also: () => t`feriados, calendario`,
    verb: "brands.manage",
    page: lazy(() => import("./HoursPage").then((file) => ({ default: file.HoursPage }))),
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
];
