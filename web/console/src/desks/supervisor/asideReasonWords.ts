import { t } from "@lingui/core/macro";
import type { AsideReason } from "~/client/contract/triage";
import { setAsideWords } from "~/rooms/cases/setAsideWords";

/** Why a case stands aside; of a sample, also that it was served. */
export function asideReasonWords(reason: AsideReason | ""): string {
  if (reason === "") return t`se atendió`;
  return setAsideWords(reason === "no_engagement" ? "no_engage" : reason);
}
