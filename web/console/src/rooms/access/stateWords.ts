import { t } from "@lingui/core/macro";
import type { LinkMail, UnitKind, UserState } from "~/client/contract/people";

export function stateName(state: UserState): string {
  switch (state) {
    case "invited":
      return t`Invitada`;
    case "active":
      return t`Activa`;
    case "disabled":
      return t`Desactivada`;
  }
}

export function unitKindName(kind: UnitKind): string {
  switch (kind) {
    case "global":
      return t`Global`;
    case "region":
      return t`Región`;
    case "country":
      return t`País`;
    case "brand":
      return t`Marca`;
  }
}

/** What became of the mail that carries an invitation. */
export function mailName(mail: LinkMail): string {
  switch (mail) {
    case "none":
      return t`Sin correo: copiar el enlace`;
    case "waiting":
      return t`El correo está por salir`;
    case "sent":
      return t`Enviada por correo`;
    case "failed":
      return t`El correo no salió: copiar el enlace`;
  }
}
