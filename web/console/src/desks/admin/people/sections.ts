import { t } from "@lingui/core/macro";
import { lazy } from "react";
import type { SettingSection } from "~/kit/settingSection";

/** Who is in, and what they may. */
export const PEOPLE_SECTIONS: SettingSection[] = [
  {
    id: "people",
    words: () => t`Personas`,
    verb: "users.read",
    page: lazy(() => import("./PeoplePage").then((file) => ({ default: file.PeoplePage }))),
  },
  {
    id: "invitations",
    words: () => t`Invitaciones`,
    verb: "users.read",
    page: lazy(() => import("./InvitationsPage").then((file) => ({ default: file.InvitationsPage }))),
  },
  {
    id: "teams",
    words: () => t`Equipos`,
    verb: "users.read",
    page: lazy(() => import("./TeamsPage").then((file) => ({ default: file.TeamsPage }))),
  },
  {
    id: "units",
    words: () => t`Unidades`,
    verb: "units.manage",
    page: lazy(() => import("./UnitsPage").then((file) => ({ default: file.UnitsPage }))),
  },
  {
    id: "roles",
    words: () => t`Roles`,
    verb: "roles.read",
    page: lazy(() => import("./RolesPage").then((file) => ({ default: file.RolesPage }))),
  },
  {
    id: "grants",
    words: () => t`Roles dados`,
    verb: "users.read",
    page: lazy(() => import("./GrantsPage").then((file) => ({ default: file.GrantsPage }))),
  },
  {
    id: "oidc",
    words: () => t`Entrada con la empresa`,
    also: () => t`OpenID Connect, inicio de sesión único, SSO`,
    verb: "users.manage",
    page: lazy(() => import("./OidcPage").then((file) => ({ default: file.OidcPage }))),
  },
];

/** What holds in each unit. */
export const SETTINGS_SECTIONS: SettingSection[] = [
  {
    id: "unit-settings",
    words: () => t`Ajustes por unidad`,
    also: () => t`segundo factor obligatorio, duración de la sesión, bloqueos`,
    verb: "settings.read",
    page: lazy(() => import("../settings/UnitSettingsPage").then((file) => ({ default: file.UnitSettingsPage }))),
  },
];

/** What was done, and whether the record of it holds. */
export const AUDIT_SECTIONS: SettingSection[] = [
  {
    id: "audit",
    words: () => t`Auditoría`,
    verb: "audit.read",
    page: lazy(() => import("../audit/AuditPage").then((file) => ({ default: file.AuditPage }))),
  },
];
