import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";

/** Blocking has a reason and a way back. */
export function BlockDialog({ name, onBlock, onClose }: { name: string; onBlock: (reason: string) => void; onClose: () => void }) {
  const [reason, setReason] = useState("");
  return (
    <Dialog
      title={t`Bloquear a ${name}`}
      onClose={onClose}
      foot={
        <Button look="danger" disabled={!reason.trim()} onClick={() => onBlock(reason.trim())}>
          {t`Bloquear`}
        </Button>
      }
    >
      <p>{t`Lo que escriba se guarda, no abre casos y no se le responde. Se puede deshacer.`}</p>
      <Field label={t`Motivo`} value={reason} onChange={(event) => setReason(event.target.value)} autoFocus required />
    </Dialog>
  );
}
