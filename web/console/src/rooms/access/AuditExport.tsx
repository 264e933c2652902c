import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { AuditAsked } from "~/client/contract/auditEndpoints";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { count } from "~/kit/formats";
import { problemWords } from "~/kit/problemWords";
import { auditCsv } from "./auditCsv";
import { allLines } from "./auditQueries";

/** What the filters let through, as a file for a spreadsheet. */
export function AuditExport({ asked }: { asked: AuditAsked }) {
  const [fetched, setFetched] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setError(null);
    setFetched(0);
    try {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(auditCsv(await allLines(asked, setFetched)));
      link.download = "auditoria.csv";
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (refused) {
      setError(refused);
    } finally {
      setFetched(null);
    }
  };
  return (
    <>
      <Button disabled={fetched !== null} onClick={() => void save()}>
        {fetched === null ? t`Exportar CSV` : t`Exportando: ${count(fetched)}`}
      </Button>
      {error ? <Failing what={t`No se exportó`} why={problemWords(error)} onRetry={() => void save()} /> : null}
    </>
  );
}
