import type { ReactNode } from "react";
import { Button } from "~/kit/Button";
import css from "./StepFoot.module.css";

/** The end of a step: what was refused, and the one deed that leads on. */
export function StepFoot({ deed, busy, disabled, onClick, children }: Props) {
  return (
    <div className={css.foot}>
      {children}
      <Button look="main" type={onClick ? "button" : "submit"} disabled={busy || Boolean(disabled)} {...(onClick ? { onClick } : {})}>
        {deed}
      </Button>
    </div>
  );
}

interface Props {
  deed: string;
  busy: boolean;
  disabled?: boolean;
  /** Without it, it submits the form that it stands in. */
  onClick?: () => void;
  children?: ReactNode;
}
