import { t } from "@lingui/core/macro";
import type { Ready } from "~/kit/command";
import { Dialog } from "~/kit/Dialog";
import { Kbd } from "~/kit/Kbd";
import css from "./CheatSheet.module.css";

/** The keys that work now, and what we measure. */
export function CheatSheet({ commands, singleKeys, onClose }: { commands: Ready[]; singleKeys: boolean; onClose: () => void }) {
  const keyed = commands.filter((one) => one.keys);
  return (
    <Dialog title={t`Atajos de teclado`} wide onClose={onClose}>
      {singleKeys ? null : <p className={css.note}>{t`Los atajos de una tecla están apagados.`}</p>}
      <dl className={css.keys}>
        {keyed.map((one) => (
          <div key={one.id}>
            <dt>{one.words}</dt>
            <dd>
              <Kbd keys={one.keys ?? ""} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{t`Buscar o mandar`}</dt>
          <dd>
            <Kbd keys="$mod+k" />
          </dd>
        </div>
        <div>
          <dt>{t`Enviar`}</dt>
          <dd>
            <Kbd keys="$mod+Enter" />
          </dd>
        </div>
      </dl>
      <p className={css.note}>
        {t`Se cuentan los segundos activos en cada caso, y cuántas teclas, clics y desplazamientos hubo. Nunca se guarda qué tecla fue.`}
      </p>
    </Dialog>
  );
}
