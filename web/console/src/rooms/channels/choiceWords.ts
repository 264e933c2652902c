import { t } from "@lingui/core/macro";
import { isLocale } from "~/kit/i18n";
import { nameOf } from "~/kit/formats";

/** What a wizard lets choose, as people read it: a language by its name, encryption in words, names as they are. */
export function choiceWords(choice: string): string {
  if (isLocale(choice)) return nameOf("language", choice);
  switch (choice) {
    case "none":
      return t`sin cifrar`;
    case "tls":
    case "starttls":
      return choice.toUpperCase();
    case "yes":
      return t`sí`;
    case "no":
      return t`no`;
    case "voicemail":
      return t`buzón de voz`;
    case "queue":
      return t`a la cola`;
    case "either":
      return t`plantilla si llega; si no, mensaje de texto`;
    case "template":
      return t`solo plantilla`;
    case "text":
      return t`solo mensaje de texto`;
    case "meta":
      return "Meta";
    default:
      return choice;
  }
}
