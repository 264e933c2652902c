import { t } from "@lingui/core/macro";
import type { Voice } from "~/client/contract/cases";

/** As whom a conversation is answered that came to the account `own`, and why not as care where it cannot be. */
export function voiceWords(own: string, voice: Voice): string {
  if (voice.speaks) return t`Se responde como ${voice.name}.`;
  switch (voice.why) {
    case "":
      return t`Se responde como ${own}.`;
    case "unapproved":
      return t`Se responde como ${own}. Para que responda ${voice.name}, el proveedor tiene que aprobarlo: se indica en Administración → Canales.`;
    case "named":
      return t`Se responde como ${own}: este canal solo deja responder a ${voice.name} donde la persona la nombró.`;
    case "never":
      return t`Se responde como ${own}: aquí el canal no deja responder desde ${voice.name}.`;
    default:
      return voice.why satisfies never;
  }
}

/** The draft with the account of care named at its end, once. */
export function naming(draft: string, name: string): string {
  if (draft.includes(name)) return draft;
  return draft.trim() === "" ? `${name} ` : `${draft.trimEnd()} ${name} `;
}
