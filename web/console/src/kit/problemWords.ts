import { t } from "@lingui/core/macro";
import type { Problem } from "~/client/contract/basics";
import { Refused, Unreachable } from "~/client/http";
import { fileSize, longSpan } from "./formats";
import { now } from "./now";

/** What went wrong, in words: fact, then remedy. */
export function problemWords(error: unknown): string {
  if (error instanceof Unreachable) return t`El servidor no contesta. Se reintenta al volver la conexión.`;
  if (!(error instanceof Refused)) return t`Algo falló en esta pantalla. Recargar la página suele bastar.`;
  const { problem } = error;
  return WORDS[problem.code]?.(problem) ?? generic(problem);
}

type Data = Record<string, unknown>;

/** The server says its refusals in the language of this page; what it did not say has a sentence here. */
function generic({ code, status, title }: Problem): string {
  if (status < 500 && title) return title;
  if (status === 403) return t`Hace falta un permiso que esta cuenta no tiene.`;
  if (status === 404) return t`Ya no existe, o no está al alcance de esta cuenta.`;
  if (status >= 500) return t`El servidor falló (${code}). Reintentar; si sigue, avisar a quien administra.`;
  return t`El servidor no lo aceptó (${code}).`;
}

function nameIn(value: unknown): string {
  return typeof value === "object" && value !== null && "name" in value ? String(value.name) : t`Otra persona`;
}

const WORDS: Record<string, (data: Data) => string> = {
  unauthenticated: () => t`La sesión terminó. Entrar de nuevo; los borradores siguen aquí.`,
  origin_refused: () => t`La petición vino de otra página. Recargar esta.`,
  unavailable: () => t`La base de datos o el canal no contestan ahora. No se perdió nada; reintentar en un momento.`,
  conflict: () => t`Otra persona lo cambió primero. Ya se ve como quedó.`,
  case_holder_changed: () => t`El caso cambió de manos mientras tanto. Ya se ve como quedó.`,
  case_state_changed: () => t`El caso cambió de estado mientras tanto. Ya se ve como quedó.`,
  undo_too_late: () => t`Ya no se puede deshacer: después pasó algo más.`,
  too_large: () => t`Lo enviado pasa del tamaño que se acepta.`,
  too_many_requests: () => t`Demasiadas peticiones seguidas. Esperar un momento.`,
  message_empty: () => t`El mensaje está vacío.`,
  message_too_long: () => t`El texto pasa del tope del canal. Acortarlo.`,
  not_uncertain: () => t`La entrega ya no está en duda.`,
  account_paused: () => t`La cuenta del canal está en pausa. Avisar a quien administra.`,
  template_unknown: () => t`La plantilla ya no está aprobada. Elegir otra.`,
  disposition_not_a_leaf: () => t`Elegir una tipificación final, no una rama.`,
  dangerous_file: () => t`El archivo parece peligroso y no se acepta.`,
  consent_missing: () => t`No hay consentimiento para ese propósito. Pedirlo antes de escribir.`,
  wrong_credentials: () => t`El correo o la contraseña no coinciden.`,
  code_needed: () => t`Falta el código de seis cifras de la aplicación de verificación.`,
  wrong_code: () => t`El código no es el de ahora. Escribir el que se ve en la aplicación.`,
  workspace_needed: () => t`Esta persona está en más de un espacio. Elegir uno.`,
  slow_down: (data) => {
    const wait = longSpan(Number(data.retry_after ?? 60) * 1000);
    return t`Demasiados intentos. Se puede volver a probar en ${wait}.`;
  },
  case_closed: () => t`El caso ya está cerrado: un mensaje nuevo abre otro.`,
  already_resolved: (data) => {
    const who = nameIn(data.by);
    const at = Date.parse(String(data.at));
    if (Number.isNaN(at)) return t`${who} ya resolvió este caso.`;
    const since = longSpan(Math.max(1_000, now() - at));
    return t`${who} ya resolvió este caso, hace ${since}. Se ve como quedó; con un mensaje nuevo se reabre.`;
  },
  already_held: (data) => {
    const who = nameIn(data.by);
    return t`${who} ya tiene este caso.`;
  },
  disposition_required: () => t`Hace falta una tipificación para resolver.`,
  disposition_needed: () => t`Hace falta una tipificación para resolver.`,
  window_closed: () => t`La ventana cerró. Elegir plantilla.`,
  key_reused: () => t`Este mensaje ya se envió con otro texto. Copiarlo en uno nuevo.`,
  text_too_long: (data) => {
    const limit = Number(data.limit ?? 0);
    return t`El texto pasa de ${limit} caracteres, el tope de este canal.`;
  },
  media_refused: () => t`Este canal no acepta ese tipo de archivo.`,
  too_many_files: (data) => {
    const limit = Number(data.limit ?? 0);
    return t`Un mensaje lleva como mucho ${limit} archivos en este canal. Enviar el resto en otro.`;
  },
  contact_blocked: () => t`El contacto está bloqueado. Desbloquearlo para escribirle.`,
  consent_needed: () => t`No hay consentimiento para ese propósito. Pedirlo antes de escribir.`,
  address_invalid: () => t`La dirección no es válida en este canal.`,
  template_needed: () => t`Este canal pide una plantilla para escribir primero.`,
  already_left: () => t`El mensaje ya salió.`,
  file_too_big: (data) => {
    const limit = fileSize(Number(data.limit ?? 0));
    return t`El archivo pasa de ${limit}, el tope.`;
  },
  file_too_large: (data) => {
    const limit = fileSize(Number(data.limit ?? 0));
    return t`El archivo pasa de ${limit}, el tope.`;
  },
  file_refused: () => t`Ese tipo de archivo no se acepta.`,
  file_infected: (data) => {
    const found = String(data.found ?? "?");
    return t`El antivirus encontró ${found} en el archivo. No se adjuntó: revisar el equipo de donde salió.`;
  },
  file_not_scanned: () => t`El antivirus no contesta y nada sale sin revisar. Reintentar en unos minutos.`,
  file_not_scannable: () => t`El archivo es demasiado grande para el antivirus. Enviar uno más liviano.`,
};
