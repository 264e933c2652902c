import { t } from "@lingui/core/macro";
import { lazy } from "react";
import type { SettingGroup } from "~/kit/settingSection";
import { SECURITY_SECTIONS } from "./security/sections";

/** What people settle for themselves, in the order of the list beside it. Each page stands at `/me/<id>`. */
export const ACCOUNT_GROUPS: SettingGroup[] = [
  {
    id: "desk",
    words: () => t`Mi puesto`,
    sections: [
      { id: "profile", words: () => t`Perfil`, page: lazy(() => import("./ProfilePage").then((file) => ({ default: file.ProfilePage }))) },
      { id: "shifts", words: () => t`Mis turnos`, page: lazy(() => import("./ShiftsPage").then((file) => ({ default: file.ShiftsPage }))) },
      {
        id: "keys",
        words: () => t`Atajos de teclado`,
        page: lazy(() => import("./KeysPage").then((file) => ({ default: file.KeysPage }))),
      },
      {
        id: "notices",
        words: () => t`Avisos`,
        page: lazy(() => import("./NoticesPage").then((file) => ({ default: file.NoticesPage }))),
      },
    ],
  },
  { id: "security", words: () => t`Seguridad`, sections: SECURITY_SECTIONS },
];
