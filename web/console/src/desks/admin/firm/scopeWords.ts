import { t } from "@lingui/core/macro";
import type { Terms } from "~/client/contract/promises";
import type { Brand } from "~/client/contract/who";
import { nameOf } from "~/kit/formats";
import { channelWords } from "~/rooms/channels/channelWords";
import { surfaceWords } from "~/rooms/sla/policyWords";

export const PRIORITIES: [number, () => string][] = [
  [-1, () => t`baja`],
  [0, () => t`normal`],
  [1, () => t`alta`],
  [2, () => t`urgente`],
];

/** "WhatsApp · mensaje directo · Pirca", "Todos los mensajes"; a channel and a surface of one name are said once. */
export function scopeWords(terms: Terms, brands: Brand[]): string {
  const told = [
    terms.channel && channelWords(terms.channel),
    terms.surface && surfaceWords(terms.surface),
    terms.brand_id && (brands.find((one) => one.id === terms.brand_id)?.name ?? t`otra marca`),
    terms.country && nameOf("region", terms.country),
    terms.tier !== null && t`nivel ${terms.tier}`,
    terms.priority !== null && t`prioridad ${PRIORITIES.find(([one]) => one === terms.priority)?.[1]() ?? ""}`,
    terms.team_id && t`un equipo`,
    terms.flag && t`contactos con el distintivo ${terms.flag}`,
    terms.organisation_id && t`una organización cliente`,
    terms.account_id && t`una cuenta de canal`,
  ].filter(Boolean);
  return [...new Set(told)].join(" · ") || t`Todos los mensajes`;
}
