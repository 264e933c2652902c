import { t } from "@lingui/core/macro";
import { TriangleAlert } from "lucide-react";
import { Button } from "./Button";
import css from "./Message.module.css";

/** What failed, why, and the remedy, in place. */
export function Failing({ what, why, onRetry, retry }: Props) {
  return (
    <div className={css.failing} role="alert">
      <TriangleAlert size={16} aria-hidden />
      <div className={css.words}>
        <b>{what}</b>
        <p>{why}</p>
      </div>
      {onRetry ? <Button onClick={onRetry}>{retry ?? t`Reintentar`}</Button> : null}
    </div>
  );
}

interface Props {
  what: string;
  why: string;
  onRetry?: () => void;
  retry?: string;
}
