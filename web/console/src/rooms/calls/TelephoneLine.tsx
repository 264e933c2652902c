import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { softphoneQuery } from "./callQueries";
import css from "./CallBar.module.css";

/** Where one's calls ring, and where that is settled; nothing where there are no calls. */
export function TelephoneLine() {
  const { data: phone } = useQuery(softphoneQuery);
  if (!phone || phone.kind === "none") return null;
  const where =
    phone.kind !== "telephone"
      ? t`Las llamadas suenan en este navegador.`
      : phone.number
        ? t`Las llamadas suenan en el teléfono ${phone.number}.`
        : t`No llegan llamadas: este navegador no las atiende y no hay un teléfono propio.`;
  return (
    <p className={css.about}>
      {where} <a href="/me/profile">{phone.kind === "telephone" && !phone.number ? t`Agregar un teléfono` : t`Cambiarlo`}</a>
    </p>
  );
}
