import { t } from "@lingui/core/macro";
import { type ReactNode, useState } from "react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Failing } from "./Failing";
import { problemWords } from "./problemWords";

/** Before what cannot be undone: what will follow, and the deed by its name. It stays open while the deed is refused. */
export function Confirm({ title, deed, danger, onConfirm, onClose, children }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look={danger ? "danger" : "main"} disabled={busy} onClick={() => void confirm()}>
            {deed}
          </Button>
        </>
      }
    >
      {children}
      {error ? <Failing what={t`No se hizo`} why={problemWords(error)} /> : null}
    </Dialog>
  );
}

interface Props {
  title: string;
  /** The verb on the button: "Retirar la etiqueta". */
  deed: string;
  danger?: boolean;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}
