import { t } from "@lingui/core/macro";
import type { Industry } from "~/client/contract/starterEndpoints";

export const INDUSTRIES: Record<Industry, () => string> = {
  retail: () => t`Comercio`,
  telecom: () => t`Telecomunicaciones`,
  bank: () => t`Banca`,
  travel: () => t`Viajes`,
  utilities: () => t`Luz, agua y gas`,
  software: () => t`Software`,
};
