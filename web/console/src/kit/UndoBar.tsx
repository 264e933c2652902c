import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import { Button } from "./Button";
import { useDoing } from "./deed";
import { IconButton } from "./IconButton";
import { Kbd } from "./Kbd";
import css from "./UndoBar.module.css";

/** What was just done, with its way back. Announced politely. */
export function UndoBar() {
  const { done, dismiss } = useDoing();
  return (
    <div role="status" aria-live="polite">
      {done ? (
        <div className={css.bar} key={done.key}>
          <span>{done.said}</span>
          {done.undo ? (
            <Button look="bare" onClick={done.undo}>
              {t`Deshacer`} <Kbd keys="u" />
            </Button>
          ) : null}
          <IconButton icon={X} name={t`Ocultar`} onClick={dismiss} size={14} />
        </div>
      ) : null}
    </div>
  );
}
