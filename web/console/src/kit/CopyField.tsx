import { t } from "@lingui/core/macro";
import { Check, Copy } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { Button } from "./Button";
import css from "./CopyField.module.css";

/** Something to take elsewhere: an address, a secret told once, a snippet of code. */
export function CopyField({ label, value, lines = 1 }: { label: string; value: string; lines?: number }) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <div className={css.row}>
        {lines > 1 ? (
          <textarea id={id} readOnly rows={lines} value={value} spellCheck={false} onFocus={(event) => event.target.select()} />
        ) : (
          <input id={id} readOnly value={value} spellCheck={false} onFocus={(event) => event.target.select()} />
        )}
        <Button onClick={() => void copy()}>
          {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          {copied ? t`Copiado` : t`Copiar`}
        </Button>
      </div>
      <span className="unseen" role="status">
        {copied ? t`Copiado` : ""}
      </span>
    </div>
  );
}
