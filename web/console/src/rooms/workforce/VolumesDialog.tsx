import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";

/** What the tool before counted, from a file: a forecast from the first day. */
export function VolumesDialog({ brand, onBring, onClose }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const bring = async () => {
    if (!file) return;
    setBusy(true);
    try {
      await onBring(await file.text());
      onClose();
    } catch (error) {
      setFailed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t`Volúmenes anteriores de ${brand}`}
      onClose={onClose}
      foot={
        <Button look="main" disabled={!file || busy} onClick={() => void bring()}>
          {t`Cargar`}
        </Button>
      }
    >
      <Field
        type="file"
        accept=".csv,text/csv"
        label={t`Archivo CSV`}
        hint={t`Una media hora por línea, en la hora de la marca: channel, at (2026-11-02 09:30), contacts y, si se conoce, handle_seconds.`}
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null);
          setFailed(null);
        }}
      />
      {failed ? <Failing what={t`No se cargó`} why={problemWords(failed)} /> : null}
    </Dialog>
  );
}

interface Props {
  brand: string;
  onBring: (csv: string) => Promise<unknown>;
  onClose: () => void;
}
