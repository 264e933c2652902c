import { t } from "@lingui/core/macro";
import type { Standing } from "./draftSync";

/** Where the draft is, beside the field; nothing while it is on its way. */
export function draftWords(standing: Standing, joined: boolean): string {
  if (standing === "here") return t`Borrador guardado solo en este navegador, por ahora`;
  if (joined) return t`También se escribió en otro dispositivo: quedaron los dos textos`;
  return standing === "kept" ? t`Borrador guardado` : "";
}
