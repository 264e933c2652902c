import { t } from "@lingui/core/macro";
import type { OptedOut } from "~/client/contract/cases";
import { list, longDay } from "~/kit/formats";
import { Notice } from "~/kit/Notice";

/** What the contact asked us not to do, since when, what may be done all the same, and what ends it. */
export function OptedOutNote({ no }: { no: OptedOut }) {
  return <Notice tone="approaching">{words(no)}</Notice>;
}

function words({ at, everything, purposes }: OptedOut): string {
  const day = longDay(at);
  if (everything) return t`El contacto pidió el ${day} que no se le escriba más por aquí. No sale nada, tampoco respuestas, hasta que escriba START.`;
  if (purposes.includes("")) return t`El contacto pidió el ${day} que no se le escriba más. Se responde a lo que escriba; nada que empiece la empresa sale hasta que escriba ALTA o START.`;
  const named = list(purposes.map((one) => PURPOSES[one]?.() ?? one), "conjunction");
  return t`El contacto pidió el ${day} no recibir: ${named}. Lo demás sale.`;
}

const PURPOSES: Record<string, () => string> = {
  campaign: () => t`promociones`,
  proactive: () => t`avisos`,
  survey: () => t`encuestas`,
  call: () => t`llamadas`,
};
