import { t } from "@lingui/core/macro";
import type { Delivery } from "~/client/contract/messages";
import { clockTime } from "~/kit/formats";

/** How the delivery stands, beside the hour: "leído 09:05". */
export function deliveryWords({ state, at, reason_code: code }: Delivery): string {
  const hour = clockTime(at);
  switch (state) {
    case "queued":
      return code === "uploading" ? t`sale cuando suban los archivos` : t`por enviar`;
    case "cleared":
      return t`por enviar`;
    case "held":
      return t`retenido`;
    case "sending":
      return t`enviando`;
    case "sent":
      return t`enviado ${hour}`;
    case "delivered":
      return t`entregado ${hour}`;
    case "read":
      return t`leído ${hour}`;
    case "failed":
      return t`no salió`;
    case "uncertain":
      return t`sin confirmar`;
    case "cancelled":
      return t`cancelado`;
    case "blocked":
      return t`detenido`;
    default:
      return state satisfies never;
  }
}

/** Why it did not leave, or why it waits: fact, then remedy. */
export function reasonWords(delivery: Delivery, channel: string): string {
  const { reason_code: code, state } = delivery;
  if (state === "uncertain") return t`${channel} no contestó: no sabemos si salió.`;
  const known = code ? REASONS[code]?.(channel) : undefined;
  if (known) return known;
  if (state === "held") return t`Retenido hasta que alguien lo apruebe.`;
  if (state === "blocked") return t`No puede salir (${code ?? "?"}).`;
  const seen = delivery.provider_code ?? code ?? "?";
  return t`${channel} lo rechazó (${seen}).`;
}

const REASONS: Record<string, (channel: string) => string> = {
  window: () => t`La ventana cerró antes de que saliera. Elegir plantilla.`,
  window_closed: () => t`La ventana cerró. Elegir plantilla.`,
  reply_window: () => t`La ventana cerró antes de que saliera. Elegir plantilla.`,
  window_human_only: () => t`A esta hora la ventana solo admite a una persona, no a una máquina.`,
  template_needed: () => t`La ventana cerró. Elegir plantilla.`,
  blocked: () => t`El contacto está bloqueado.`,
  hold: () => t`Una orden en pie retiene estos mensajes.`,
  crisis: () => t`Los envíos están en pausa por una crisis declarada.`,
  compliance: () => t`Lo detuvo una regla de cumplimiento.`,
  opted_out: () => t`El contacto pidió que no se le escriba más. Vuelve a recibir cuando escriba ALTA o START.`,
  other_app: () => t`Otra aplicación responde en esta conversación. Tomar el control, y enviarlo otra vez.`,
  other_app_holds: () => t`Otra aplicación responde en esta conversación. Tomar el control, y enviarlo otra vez.`,
  opt_out: () => t`El contacto pidió no recibir mensajes de este tipo.`,
  auth: (channel) => t`La cuenta de ${channel} perdió su acceso. Avisar a quien administra.`,
  not_elsewhere: (channel) => t`${channel} no dejó que la cuenta de atención respondiera aquí. Responder como la cuenta propia, y enviarlo otra vez.`,
  permanent: (channel) => t`${channel} lo rechazó para siempre. Revisar el texto y enviar otro.`,
  approval: () => t`Espera la aprobación de otra persona.`,
  freeze: () => t`Los envíos están en pausa por una crisis declarada.`,
  answers_spent: () => t`Ya salieron todas las respuestas que el canal admite. Esperar a que la persona escriba.`,
  case_closed: () => t`El caso se cerró antes de que saliera. Copiar el texto en un caso nuevo.`,
  contact_blocked: () => t`El contacto está bloqueado.`,
  consent: () => t`No hay consentimiento para este propósito.`,
  key_reused: () => t`Este mensaje ya se envió con otro texto. Copiarlo en uno nuevo.`,
  text_too_long: () => t`El texto pasa del tope del canal. Acortarlo.`,
  media_refused: () => t`El canal no acepta ese archivo.`,
  too_many_files: () => t`Lleva más archivos de los que admite el canal. Enviarlos en dos mensajes.`,
  upload_failed: () => t`Un archivo no subió, y el mensaje no salió. Reintentar, o editar y quitarlo.`,
  upload_lost: () => t`La página se recargó antes de que subieran los archivos. Editar y adjuntarlos de nuevo.`,
};
