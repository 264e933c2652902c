import { t } from "@lingui/core/macro";
import type { AdminAccount } from "~/client/contract/connecting";
import { longSpan, moment, nameOf, shortDay } from "~/kit/formats";

/** How an account stands, in a word or two. */
export function stateWords(account: AdminAccount): string {
  switch (account.state) {
    case "pending":
      return account.activation?.approved === false ? t`No aprobada` : t`Espera aprobación`;
    case "active":
      return account.practice ? t`De práctica` : t`En servicio`;
    case "paused":
      return t`En pausa`;
    case "broken":
      return t`Rota`;
    case "retired":
      return t`Retirada`;
    case "draft":
      return t`Sin terminar`;
  }
}

/** What is said of the end of a token; null while there is nothing to say. */
export function tokenWords(account: Pick<AdminAccount, "token_ends_at" | "token_warning">, now: number): string | null {
  if (account.token_ends_at === null || account.token_warning === null) return null;
  const day = shortDay(account.token_ends_at, now);
  if (account.token_warning === 0) return t`El token venció el ${day}. Renovar.`;
  const left = longSpan(new Date(account.token_ends_at).getTime() - now);
  return t`El token vence en ${left}, el ${day}. Renovar antes.`;
}

export function beatWords(at: string | null, now: number): string {
  return at === null ? t`nunca` : moment(at, now);
}

/** Where an account is: the units above its brand, and its country. */
export function placeWords(account: AdminAccount): string {
  const country = account.country ? nameOf("region", account.country) : "";
  return [...account.units.slice(1), country].filter((one, place, all) => one && all.indexOf(one) === place).join(", ");
}

/** Which tier its channel has with its brand there; the dash where nobody said. */
export function tierWords(account: AdminAccount): string {
  const { tier, live } = account;
  if (tier === null) return "–";
  return live ? t`Nivel ${tier}, en vivo` : t`Nivel ${tier}, asíncrono`;
}

export function purposeOfAccount(purpose: AdminAccount["purpose"]): string {
  switch (purpose) {
    case "care":
      return t`Atención`;
    case "marketing":
      return t`Mercadeo`;
    case "sales":
      return t`Ventas`;
  }
}
