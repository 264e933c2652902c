import { t } from "@lingui/core/macro";

/** Groups of facts that a system may be told, by plain names. A star is every fact of a room. */
export const HOOK_KINDS: { kind: string; words: () => string }[] = [
  { kind: "cases.*", words: () => t`Todo lo que pasa con los casos` },
  { kind: "cases.opened", words: () => t`Se abre un caso` },
  { kind: "cases.assigned", words: () => t`Un caso cambia de manos` },
  { kind: "cases.resolved", words: () => t`Se resuelve un caso` },
  { kind: "cases.reopened", words: () => t`Se reabre un caso` },
  { kind: "cases.closed", words: () => t`Se cierra un caso` },
  { kind: "conversations.message_received", words: () => t`Llega un mensaje` },
  { kind: "conversations.message_queued", words: () => t`Se escribe una respuesta` },
  { kind: "conversations.delivery_changed", words: () => t`Cambia la entrega de un mensaje` },
  { kind: "sla.clock_approaching", words: () => t`Una promesa está por vencer` },
  { kind: "sla.clock_breached", words: () => t`Vence una promesa` },
  { kind: "contacts.*", words: () => t`Contactos: altas, cambios y consentimientos` },
  { kind: "channels.*", words: () => t`Canales: cuentas rotas, avisos y entregas muertas` },
  { kind: "access.*", words: () => t`Personas, permisos y sesiones` },
];

/** A kind of fact in words; its code where it has none. */
export function kindWords(kind: string): string {
  return HOOK_KINDS.find((one) => one.kind === kind)?.words() ?? (kind === "webhooks.tested" ? t`Prueba` : kind);
}

/** Why a try did not succeed. */
export function hookErrorWords(error: string): string {
  if (error.startsWith("http_")) {
    const code = error.slice(5);
    return t`Contestó ${code}`;
  }
  if (error.startsWith("forbidden_")) return t`Esa dirección no se permite`;
  return ERRORS[error]?.() ?? error;
}

const ERRORS: Record<string, () => string> = {
  timeout: () => t`No contestó a tiempo`,
  connect: () => t`No se pudo conectar`,
  broken: () => t`La conexión se cortó`,
  answer_too_large: () => t`La respuesta es demasiado grande`,
  secret_unreadable: () => t`El secreto no se puede leer con la clave de este servidor`,
  removed: () => t`El destino se quitó`,
  endpoint_disabled: () => t`El destino se desactivó`,
};
