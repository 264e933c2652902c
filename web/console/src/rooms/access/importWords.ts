import { t } from "@lingui/core/macro";
import type { LineProblem } from "~/client/contract/people";
import { Refused } from "~/client/http";
import { problemWords } from "~/kit/problemWords";

/** What is wrong with one line, and what to do. */
export function lineProblem(problem: LineProblem): string {
  switch (problem) {
    case "email":
      return t`El correo no está completo.`;
    case "name":
      return t`Falta el nombre, o es demasiado largo.`;
    case "encoding":
      return t`Los acentos llegaron rotos: guardar el archivo como CSV UTF-8.`;
    case "twice":
      return t`El correo se repite en el archivo.`;
    case "taken":
      return t`Ya hay una persona con ese correo.`;
    case "team":
      return t`No hay un equipo con ese nombre.`;
    case "role":
      return t`No hay un rol con ese nombre.`;
    case "unit":
      return t`No hay una unidad con ese nombre, o falta el rol.`;
    case "more":
      return t`El rol da más permisos que los de esta cuenta.`;
  }
}

/** Why a file could not be read at all. */
export function fileProblem(error: unknown): string {
  if (!(error instanceof Refused) || error.problem.field !== "file") return problemWords(error);
  switch (error.problem.reason) {
    case "empty":
      return t`El archivo no tiene personas: debajo de la primera línea va una por línea.`;
    case "too_large":
    case "too_many":
      return t`El archivo pasa de 2000 personas. Partirlo en varios.`;
    case "not_text":
      return t`No es un archivo de texto. En la hoja de cálculo, guardar como CSV UTF-8.`;
    case "no_email":
      return t`Falta una columna de correo. La primera línea nombra las columnas: correo, nombre, equipo, rol, unidad.`;
    case "no_name":
      return t`Falta una columna de nombre. La primera línea nombra las columnas: correo, nombre, equipo, rol, unidad.`;
    default:
      return problemWords(error);
  }
}
