import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportRun } from "~/client/contract/importsEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";

/** A zip of tables goes up and is tried dry: nothing changes until somebody has seen what it would do. */
export function ImportDialog({ onAsked, onClose }: { onAsked: (run: ImportRun) => void; onClose: () => void }) {
  const brands = useQuery({ queryKey: ["brands", "to-import"], queryFn: ({ signal }) => call("GET /brands", { query: {}, signal }) });
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState("");
  const [brand, setBrand] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const options = brands.data ?? [];
  const chosen = brand || options[0]?.id || "";
  const choose = (picked: File | undefined) => {
    setFile(picked ?? null);
    if (picked && !name) setName(picked.name.replace(/\.zip$/i, ""));
  };
  const ask = async () => {
    if (!file) return;
    setBusy(true);
    setError(null);
    try {
      const kept = await call("PUT /imports/files", { query: { name: file.name }, body: file });
      onAsked(await call("POST /imports", { body: { file: kept.file, name, dry: true, brand: chosen } }));
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t`Importar tablas`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" disabled={busy || !file || !name.trim()} onClick={() => void ask()}>
            {t`Probar sin cambiar nada`}
          </Button>
        </>
      }
    >
      <Field
        label={t`Archivo zip`}
        type="file"
        accept=".zip,application/zip"
        hint={t`Con contacts.csv, conversations.csv, messages.csv y los adjuntos. La guía dice cada columna.`}
        onChange={(event) => choose(event.target.files?.[0])}
      />
      <Field label={t`Nombre del origen`} value={name} hint={t`El mismo nombre reconoce lo ya importado la próxima vez.`} onChange={(event) => setName(event.target.value)} />
      {options.length > 1 ? (
        <Select label={t`Marca`} value={chosen} onChange={(event) => setBrand(event.target.value)}>
          {options.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      ) : null}
      {error ? <Failing what={t`No se pudo empezar`} why={problemWords(error)} /> : null}
    </Dialog>
  );
}
