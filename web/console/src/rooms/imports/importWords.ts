import { plural, t } from "@lingui/core/macro";
import type { ImportKind, ImportOutcome, ImportRun } from "~/client/contract/importsEndpoints";
import { count } from "~/kit/formats";

export function kindWords(kind: ImportKind): string {
  switch (kind) {
    case "organisation":
      return t`Organizaciones`;
    case "contact":
      return t`Contactos`;
    case "tag":
      return t`Etiquetas`;
    case "canned":
      return t`Textos guardados`;
    case "article":
      return t`Artículos`;
    case "conversation":
      return t`Casos`;
    case "message":
      return t`Mensajes`;
    case "note":
      return t`Notas`;
  }
}

export function outcomeWords(outcome: ImportOutcome): string {
  switch (outcome) {
    case "created":
      return t`Nuevos`;
    case "joined":
      return t`Ya estaban`;
    case "updated":
      return t`Cambiados`;
    case "same":
      return t`Iguales`;
    case "refused":
      return t`Fuera`;
  }
}

export function stateWords({ state, dry }: ImportRun): string {
  switch (state) {
    case "waiting":
      return t`en espera`;
    case "running":
      return dry ? t`probando` : t`en curso`;
    case "done":
      return dry ? t`probada` : t`terminada`;
    case "cancelled":
      return t`cancelada`;
    case "failed":
      return t`detenida`;
    case "undone":
      return t`deshecha`;
  }
}

/** How far a run is. */
export function progressWords({ done, of, problems }: ImportRun): string {
  const read = of === null ? t`${count(done)} registros` : t`${count(done)} de ${count(of)} registros`;
  return problems > 0 ? `${read} · ${plural(problems, { one: "# problema", many: "# problemas", other: "# problemas" })}` : read;
}
