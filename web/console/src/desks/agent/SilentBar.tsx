import { t } from "@lingui/core/macro";
import { EyeOff } from "lucide-react";
import { Button } from "~/kit/Button";
import css from "./SilentBar.module.css";

/** Whoever looks in silence sees that they do. */
export function SilentBar({ onEnd }: { onEnd: () => void }) {
  return (
    <div className={css.bar} role="status">
      <EyeOff size={16} aria-hidden />
      <span>
        <b>{t`Mirando en silencio`}</b>
        {` · ${t`Nadie lo ve y nada se marca como leído. La auditoría lo guarda.`}`}
      </span>
      <Button onClick={onEnd}>{t`Dejar de mirar en silencio`}</Button>
    </div>
  );
}
