import { t } from "@lingui/core/macro";
import type { InvitationMade } from "~/client/contract/people";
import { CopyField } from "~/kit/CopyField";
import { exactMoment } from "~/kit/formats";
import { Notice } from "~/kit/Notice";

/** What to do with an invitation just made: it goes by mail, or its link is handed over. */
export function InvitationLink({ made }: { made: InvitationMade }) {
  const end = exactMoment(made.expires_at);
  return (
    <>
      <Notice>
        {made.mail === "waiting"
          ? t`El correo con el enlace está por salir. También se puede copiar.`
          : t`No hay un servidor de correo configurado: copiar el enlace y entregarlo por un medio de confianza.`}
      </Notice>
      <CopyField label={t`Enlace de invitación`} value={made.url} />
      <p>{t`Sirve una sola vez y vence el ${end}.`}</p>
    </>
  );
}
