import { t } from "@lingui/core/macro";
import type { LlmTrouble, LlmUse } from "~/client/contract/llmEndpoints";

const WORDS: Record<Exclude<LlmTrouble, "">, () => string> = {
  off: () => t`Está apagado para esto.`,
  budget: () => t`El presupuesto del mes se agotó. Sigue el mes que viene, o cuando alguien lo suba.`,
  resting: () => t`Falló varias veces seguidas y se deja descansar un momento.`,
  key_unreadable: () => t`La clave guardada ya no se puede abrir. Escribirla de nuevo en Administración → Modelo de lenguaje.`,
  address: () => t`La dirección lleva a una red que no está permitida. Quien opera el servidor la permite con TRATO_LLM_NETWORKS.`,
  connect: () => t`Nadie atiende en esa dirección. Revisar la dirección y que el modelo esté en marcha.`,
  timeout: () => t`No respondió a tiempo.`,
  key_refused: () => t`El proveedor no acepta la clave. Revisarla en su consola y escribirla de nuevo.`,
  model_unknown: () => t`El proveedor no conoce ese modelo, o la dirección no termina donde debe: suele terminar en /v1.`,
  busy: () => t`El proveedor pide ir más despacio, o su cuota se agotó.`,
  server: () => t`El proveedor falló por su lado.`,
  rejected: () => t`El proveedor no acepta lo que se le manda.`,
  unreadable: () => t`Respondió algo que no es el formato de OpenAI.`,
  empty: () => t`Respondió sin texto.`,
  cut: () => t`Su respuesta quedó a medias.`,
  foreign_slot: () => t`Su respuesta traía un dato que nadie le dio: se descartó.`,
  lost_slot: () => t`Su respuesta perdió un dato del texto: se descartó.`,
  foreign_personal: () => t`Su respuesta traía datos personales que nadie le dio: se descartó.`,
  foreign_link: () => t`Su respuesta traía un enlace que no estaba: se descartó.`,
  foreign_number: () => t`Su respuesta cambió o inventó una cifra: se descartó.`,
  other_language: () => t`Respondió en otro idioma: se descartó.`,
  too_long: () => t`Su respuesta era más larga de lo que cabe: se descartó.`,
  not_shorter: () => t`No le salió más corto.`,
  forbidden_words: () => t`Su respuesta usaba palabras que la marca no usa: se descartó.`,
  leaked: () => t`Su respuesta repetía nuestras instrucciones: se descartó.`,
  unchanged: () => t`Lo dejó igual: no encontró nada que cambiar.`,
  language_unknown: () => t`No se sabe en qué idioma escribe el cliente, o no es español, portugués ni inglés.`,
  same_language: () => t`Ya está en el idioma del cliente.`,
};

/** Why a model outside gave nothing, in plain words, with what to do where something can be done. */
export function troubleWords(trouble: LlmTrouble): string {
  return trouble === "" ? "" : WORDS[trouble]();
}

const USES: Record<LlmUse | "test", () => string> = {
  rewrite: () => t`Reescribir respuestas`,
  summary: () => t`Resumir al pasar un caso`,
  naming: () => t`Nombrar temas`,
  test: () => t`Prueba`,
};

/** What a model outside is asked for. */
export function llmUseWords(use: LlmUse | "test"): string {
  return USES[use]();
}
