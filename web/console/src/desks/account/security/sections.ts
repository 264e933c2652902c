import { t } from "@lingui/core/macro";
import { lazy } from "react";
import type { SettingSection } from "~/kit/settingSection";

/** How I come in, where I am in, and which programs act as me. */
export const SECURITY_SECTIONS: SettingSection[] = [
  {
    id: "security",
    words: () => t`Entrada`,
    also: () => t`contraseña, segundo factor, llaves de acceso`,
    page: lazy(() => import("./SecurityPage").then((file) => ({ default: file.SecurityPage }))),
  },
  {
    id: "sessions",
    words: () => t`Sesiones`,
    page: lazy(() => import("./SessionsPage").then((file) => ({ default: file.SessionsPage }))),
  },
  {
    id: "tokens",
    words: () => t`Tokens de API`,
    verb: "tokens.manage",
    page: lazy(() => import("./TokensPage").then((file) => ({ default: file.TokensPage }))),
  },
];
