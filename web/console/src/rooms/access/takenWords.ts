import { t } from "@lingui/core/macro";
import { Refused } from "~/client/http";

/** What stands under a name that another one has; undefined for any other refusal. */
export function takenWords(error: unknown): string | undefined {
  if (!(error instanceof Refused) || error.problem.field !== "name") return undefined;
  return error.problem.reason === "taken" ? t`Ya hay otro con ese nombre.` : t`Escribir un nombre más corto, o alguno.`;
}
