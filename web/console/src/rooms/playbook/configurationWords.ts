import { t } from "@lingui/core/macro";
import type { ConfigurationChange } from "~/client/contract/configuration";
import { Refused } from "~/client/http";
import { problemWords } from "~/kit/problemWords";

const PARTS: Record<string, () => string> = {
  people: () => t`persona`,
  units: () => t`unidad`,
  controllers: () => t`responsable de datos`,
  brands: () => t`marca`,
  teams: () => t`equipo`,
  roles: () => t`rol`,
  queues: () => t`cola`,
  overflows: () => t`desborde de cola`,
  routing: () => t`reparto`,
  channel_weights: () => t`peso de canal`,
  skills: () => t`habilidad`,
  hours: () => t`horario`,
  policies: () => t`promesa`,
  expectations: () => t`expectativa entre equipos`,
  tags: () => t`etiqueta`,
  dispositions: () => t`tipificación`,
  canned_replies: () => t`respuesta guardada`,
  consent_texts: () => t`texto de consentimiento`,
  contact_attributes: () => t`dato del contacto`,
  settings: () => t`ajuste`,
  channel_accounts: () => t`cuenta de canal`,
  webhooks: () => t`webhook`,
  panels: () => t`sistema conectado`,
  rules: () => t`regla`,
  macros: () => t`macro`,
  automatic_replies: () => t`respuesta automática`,
  team_views: () => t`vista de equipo`,
  grants: () => t`rol dado`,
};

const partWords = (part: string) => PARTS[part]?.() ?? part;

/** One change in a sentence. */
export function changeWords(change: ConfigurationChange): string {
  const part = partWords(change.part);
  const key = change.key;
  switch (change.kind) {
    case "add":
      return t`Se agrega ${part} «${key}»`;
    case "remove":
      return t`Sale de uso ${part} «${key}»`;
    case "change": {
      const fields = change.fields.join(", ");
      return t`Cambia ${part} «${key}»: ${fields}`;
    }
  }
}

/** Why a file was not taken: where, and what to do. */
export function configurationTrouble(error: unknown): string {
  if (!(error instanceof Refused)) return problemWords(error);
  const { code, line, reason, what, part, key } = error.problem;
  const where = Number(line ?? 0);
  const named = String(what ?? "");
  switch (code) {
    case "configuration_unreadable":
      return `${t`Línea ${where}.`} ${UNREADABLE[String(reason)]?.(named) ?? named}`;
    case "configuration_stale":
      return t`La configuración cambió desde que se miró. Ver de nuevo qué cambiaría.`;
    case "last_administrator":
      return t`Después de aplicarlo nadie podría administrar. Dejar en el archivo a alguien que dé permisos.`;
    case "more_than_you_may":
      return t`El archivo da permisos que esta cuenta no tiene.`;
    case "configuration_refused": {
      const entry = `${partWords(String(part ?? ""))} «${String(key ?? "")}»`;
      return `${where ? t`Línea ${where}.` : ""} ${REFUSED[String(reason)]?.(entry) ?? t`No se puede aplicar ${entry} (${String(reason)}).`}`;
    }
    default:
      return problemWords(error);
  }
}

const UNREADABLE: Record<string, (what: string) => string> = {
  yaml: () => t`No es YAML, o usa algo que aquí no se acepta.`,
  alias: () => t`No se aceptan alias (*): escribir el contenido.`,
  twice: (what) => t`«${what}» está dos veces.`,
  part_unknown: (what) => t`«${what}» no es una parte de la configuración.`,
  version: () => t`El archivo tiene que empezar con «trato: 1».`,
  size: () => t`El archivo es demasiado grande o demasiado hondo.`,
  entry: (what) => t`Un campo sobra, falta o es de otro tipo: ${what}`,
};

const REFUSED: Record<string, (entry: string) => string> = {
  reference: (entry) => t`Nombra algo que no existe: ${entry}.`,
  kept: (entry) => t`No se puede quitar ${entry}: su historia lo necesita.`,
  fixed: (entry) => t`No se puede cambiar de marca ${entry}.`,
  ended: (entry) => t`Ya terminó: ${entry}. Poner un final que no haya pasado.`,
  leader: (entry) => t`Quien responde por el equipo tiene que estar en él: ${entry}.`,
  misnamed: (entry) => t`El nombre de la entrada no dice lo mismo que sus campos: ${entry}.`,
  malformed: (entry) => t`Un campo no dice nada que se entienda: ${entry}.`,
  lock_of_nobody: (entry) => t`Un ajuste lo bloquea una persona: aplicar desde la pantalla ${entry}.`,
  secrets_wanted: (entry) => t`Los secretos irían a otro lugar: cambiarlo en la página de la cuenta, ${entry}.`,
  secret_in_file: (entry) => t`Los secretos no van en el archivo: ${entry}.`,
};
