import { t } from "@lingui/core/macro";
import type { ProfileView } from "~/client/contract/profile";
import { Button } from "~/kit/Button";
import { moment } from "~/kit/formats";
import { Notice } from "~/kit/Notice";
import { now } from "~/kit/now";
import css from "./ProfilePage.module.css";

/** How what is written here stands with the provider: on its way, there, refused, or changed there by somebody. */
export function ProfileStanding({ view, onLook, busy }: { view: ProfileView; onLook: (() => void) | null; busy: boolean }) {
  const deed = (words: string) => (onLook ? <Button disabled={busy} onClick={onLook}>{words}</Button> : undefined);
  if (view.state === "none") return null;
  if (view.state === "failed") {
    return <Notice tone="breached" deed={deed(t`Publicar de nuevo`)}>{t`El proveedor no lo tomó (${view.code}): ${view.words || t`sin más palabras`}. Corregirlo, o revisar la cuenta, y publicar de nuevo.`}</Notice>;
  }
  if (view.state === "waiting") {
    const later = view.code !== "" && view.next_at ? t`El proveedor no contesta (${view.code}); se reintenta ${moment(view.next_at, now())}.` : t`La versión ${view.version} va en camino al proveedor.`;
    return <Notice tone={view.code ? "approaching" : "plain"}>{later}</Notice>;
  }
  if (view.drift.length === 0) {
    const at = view.looked_at ? moment(view.looked_at, now()) : "";
    return <Notice deed={deed(t`Comparar ahora`)}>{t`La versión ${view.version} está publicada. Comparada con el proveedor: ${at}.`}</Notice>;
  }
  return (
    <Notice tone="approaching" deed={deed(t`Comparar ahora`)}>
      {t`Alguien lo cambió en el proveedor. Guardar de nuevo lo deja como aquí.`}
      <ul className={css.drift}>
        {view.drift.map((one) => (
          <li key={one.where}>{t`${one.where}: aquí «${one.ours || "–"}», allá «${one.theirs || "–"}»`}</li>
        ))}
      </ul>
    </Notice>
  );
}
