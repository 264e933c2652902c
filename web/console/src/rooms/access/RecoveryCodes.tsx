import { t } from "@lingui/core/macro";
import { Button } from "~/kit/Button";
import { CopyField } from "~/kit/CopyField";
import { Notice } from "~/kit/Notice";
import css from "./Access.module.css";

/** Told once: each opens the door one time when the application is lost. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <div className={css.form}>
      <Notice tone="approaching">{t`Guardar estos códigos en otro lugar que el teléfono. No se vuelven a mostrar; cada uno abre una sola vez.`}</Notice>
      <CopyField label={t`Códigos de recuperación`} value={codes.join("\n")} lines={codes.length} />
      <Button look="main" className={css.end} onClick={onKept}>
        {t`Ya están guardados`}
      </Button>
    </div>
  );
}
