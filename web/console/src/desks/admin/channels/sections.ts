import { t } from "@lingui/core/macro";
import { lazy } from "react";
import type { SettingSection } from "~/kit/settingSection";

/** Through which doors things come and go. */
export const CHANNEL_SECTIONS: SettingSection[] = [
  {
    id: "accounts",
    words: () => t`Cuentas de canal`,
    also: () => t`WhatsApp, correo, chat web, conectar, token`,
    verb: "channels.read",
    page: lazy(() => import("./AccountsPage").then((file) => ({ default: file.AccountsPage }))),
  },
  {
    id: "templates",
    words: () => t`Plantillas`,
    also: () => t`HSM, aprobadas, revisión, WhatsApp`,
    verb: "channels.read",
    page: lazy(() => import("./TemplatesPage").then((file) => ({ default: file.TemplatesPage }))),
  },
  {
    id: "profiles",
    words: () => t`Antes de escribir`,
    also: () => t`saludo, entradas, comandos, primeras preguntas, menú persistente, ice breakers`,
    verb: "channels.read",
    page: lazy(() => import("./ProfilesPage").then((file) => ({ default: file.ProfilesPage }))),
  },
  {
    id: "costs",
    words: () => t`Costos de mensajes`,
    also: () => t`tarifas, presupuesto, precio`,
    verb: "brands.manage",
    page: lazy(() => import("./CostsPage").then((file) => ({ default: file.CostsPage }))),
  },
  {
    id: "channel-matrix",
    words: () => t`Niveles y matriz`,
    also: () => t`canales principales, en vivo, autoservicio, por país`,
    verb: "channels.read",
    page: lazy(() => import("./MatrixPage").then((file) => ({ default: file.MatrixPage }))),
  },
  {
    id: "practices",
    words: () => t`Prácticas de los manuales`,
    also: () => t`lista de puesta a punto, Messenger, WhatsApp`,
    verb: "channels.read",
    page: lazy(() => import("./PracticesPage").then((file) => ({ default: file.PracticesPage }))),
  },
  {
    id: "webhooks",
    words: () => t`Webhooks`,
    also: () => t`avisos a otros sistemas`,
    verb: "webhooks.manage",
    page: lazy(() => import("./HooksPage").then((file) => ({ default: file.HooksPage }))),
  },
];

/** What to keep an eye on. */
export const WATCH_SECTIONS: SettingSection[] = [
  {
    id: "attention",
    words: () => t`Requiere atención`,
    also: () => t`fallos, reintentar, entregas muertas`,
    verb: "needs_attention.read",
    page: lazy(() => import("./AttentionPage").then((file) => ({ default: file.AttentionPage }))),
    mark: lazy(() => import("./AttentionCount").then((file) => ({ default: file.AttentionCount }))),
  },
  {
    id: "configuration",
    words: () => t`Configuración en un archivo`,
    also: () => t`YAML, exportar, importar`,
    verb: "settings.write",
    page: lazy(() => import("./ConfigurationPage").then((file) => ({ default: file.ConfigurationPage }))),
  },
  {
    id: "imports",
    words: () => t`Importaciones`,
    also: () => t`CSV, zip, Zendesk, Chatwoot, migrar`,
    verb: "settings.write",
    page: lazy(() => import("./ImportsPage").then((file) => ({ default: file.ImportsPage }))),
  },
  {
    id: "backups",
    words: () => t`Copias de seguridad`,
    also: () => t`respaldo, restaurar`,
    verb: "system.read",
    page: lazy(() => import("./BackupsPage").then((file) => ({ default: file.BackupsPage }))),
  },
];
