import { t } from "@lingui/core/macro";

/** Why a system said nothing, in words: fact, then remedy. */
export function silenceWords(error: string): string {
  if (error === "timeout") return t`No contestó en 3 segundos. Lo de abajo es lo último que dijo.`;
  if (error === "connect" || error === "broken") return t`No se pudo llegar a este sistema. Lo de abajo es lo último que dijo.`;
  if (error === "http_401" || error === "http_403") return t`Este sistema no aceptó la firma. Quien administra puede revisar el secreto.`;
  if (error === "answer_unreadable" || error === "answer_too_large") return t`Contestó algo que no se entiende. Avisar a quien lo mantiene.`;
  if (error === "secret_unreadable") return t`El secreto guardado no se puede abrir. Crear uno nuevo en Administración.`;
  if (error.startsWith("forbidden")) return t`Su dirección lleva a un lugar que no se puede llamar. Corregirla en Administración.`;
  return t`Este sistema falló (${error}). Lo de abajo es lo último que dijo.`;
}
