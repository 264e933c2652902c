import { t } from "@lingui/core/macro";

/** Why a sign-in with the company came back without opening. */
export function oidcRefusalWords(code: string): string {
  switch (code) {
    case "oidc_unverified":
      return t`La empresa no confirma ese correo. Verificarlo en la cuenta de la empresa y volver a entrar.`;
    case "oidc_stranger":
      return t`Esa cuenta de la empresa no tiene entrada aquí. Pedir una invitación a quien administra.`;
    case "oidc_changed":
      return t`Ese correo entraba con otra cuenta de la empresa. Quien administra puede permitir la nueva.`;
    case "oidc_unreachable":
      return t`El proveedor de la empresa no responde como debe. Probar más tarde, o entrar con la contraseña.`;
    case "oidc_unknown":
      return t`Esa entrada ya no existe, o está en pausa.`;
    case "passkey_needed":
      return t`Aquí hace falta un segundo factor, y el de esta cuenta es una llave de acceso. Entrar con ella.`;
    case "slow_down":
      return t`Demasiados intentos. Volver a probar en unos minutos.`;
    default:
      return t`No se pudo comprobar la entrada con la empresa. Empezar de nuevo desde el botón.`;
  }
}

/** What is wrong with a provider, and what to do about it. */
export function oidcProblemWords(problem: string): string {
  switch (problem) {
    case "address":
      return t`Esa dirección está en una red privada. Quien opera el servidor la permite con TRATO_OIDC_NETWORKS.`;
    case "unreachable":
      return t`El proveedor no contesta. Revisar la dirección.`;
    case "status":
      return t`En esa dirección no hay un proveedor OpenID Connect. Revisarla: suele terminar antes de /.well-known.`;
    case "issuer":
      return t`El proveedor se presenta con otra dirección. Copiar el emisor tal cual lo muestra, con o sin barra final.`;
    case "endpoints":
      return t`El proveedor anuncia direcciones sin https.`;
    case "signing":
      return t`El proveedor no firma con RS256 ni ES256. Activar uno de los dos allí.`;
    case "client":
      return t`El proveedor no acepta un secreto de cliente. Elegir ese modo allí.`;
    case "keys":
      return t`Las claves públicas del proveedor no se pueden leer.`;
    default:
      return t`La descripción del proveedor no se puede leer.`;
  }
}
