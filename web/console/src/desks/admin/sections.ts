import { t } from "@lingui/core/macro";
import { lazy } from "react";
import type { SettingGroup } from "~/kit/settingSection";
import { AUTOMATION_SECTIONS } from "./automation/sections";
import { CHANNEL_SECTIONS, WATCH_SECTIONS } from "./channels/sections";
import { CARE_SECTIONS, FIRM_SECTIONS } from "./firm/sections";
import { GIVING_SECTIONS } from "./giving/sections";
import { AUDIT_SECTIONS, PEOPLE_SECTIONS, SETTINGS_SECTIONS } from "./people/sections";

/**
 * Every page of administration, in the order of the work: set up, invite, promise, connect, keep watch.
 * A page is `lazy`: nobody pays for it before opening it.
 */
export const ADMIN_GROUPS: SettingGroup[] = [
  { id: "firm", words: () => t`La empresa`, sections: FIRM_SECTIONS },
  { id: "people", words: () => t`Personas y permisos`, sections: PEOPLE_SECTIONS },
  { id: "care", words: () => t`Atención`, sections: [...CARE_SECTIONS, ...GIVING_SECTIONS] },
  { id: "automation", words: () => t`Automatización`, sections: AUTOMATION_SECTIONS },
  {
    id: "channels",
    words: () => t`Canales`,
    sections: [
      ...CHANNEL_SECTIONS,
      {
        id: "chat",
        words: () => t`Chat web`,
        also: () => t`widget, fragmento, instalación`,
        verb: "channels.manage",
        page: lazy(() => import("./channels/ChatPage").then((file) => ({ default: file.ChatPage }))),
      },
      {
        id: "systems",
        words: () => t`Sistemas conectados`,
        verb: "webhooks.manage",
        page: lazy(() => import("./SystemsPage").then((file) => ({ default: file.SystemsPage }))),
      },
    ],
  },
  {
    id: "system",
    words: () => t`Sistema`,
    sections: [
      ...SETTINGS_SECTIONS,
      ...AUDIT_SECTIONS,
      ...WATCH_SECTIONS,
      {
        id: "design",
        words: () => t`Piezas de las pantallas`,
        verb: "system.read",
        page: lazy(() => import("./design/DesignPage").then((file) => ({ default: file.DesignPage }))),
      },
    ],
  },
];
