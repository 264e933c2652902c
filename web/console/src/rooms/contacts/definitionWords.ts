import { t } from "@lingui/core/macro";
import type { AttributeDefinition } from "~/client/contract/words";

export const KINDS: Record<AttributeDefinition["kind"], () => string> = {
  text: () => t`texto`,
  number: () => t`número`,
  date: () => t`fecha`,
  choice: () => t`opción`,
  yes_no: () => t`sí o no`,
};

export const BASES: Record<AttributeDefinition["legal_basis"], () => string> = {
  consent: () => t`consentimiento`,
  contract: () => t`contrato`,
  legitimate_interest: () => t`interés legítimo`,
  legal_obligation: () => t`obligación legal`,
};

/** Who sees or changes a value: the permissions that may guard it, from the widest. */
export const GUARDS: Record<string, () => string> = {
  "contacts.read": () => t`quien ve al contacto`,
  "contacts.write": () => t`quien puede cambiar al contacto`,
  "consents.read": () => t`quien ve los consentimientos`,
  "contacts.export": () => t`quien puede exportar contactos`,
  "settings.write": () => t`quien administra la configuración`,
};
