import { t } from "@lingui/core/macro";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ComponentProps, lazy, useEffect } from "react";
import type { CaseDetail } from "~/client/contract/cases";
import { cx } from "~/kit/cx";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { problemWords } from "~/kit/problemWords";
import css from "./Pane.module.css";

const casePane = () => patient(() => import("./CasePane"));
const CasePane = lazy(() => casePane().then((file) => ({ default: file.CasePane })));

/** Where a case opens, and what stands there while none does; its code comes beside the list. */
export function CasePlace({ caseId, one, detail, lost, ...rest }: Props) {
  useEffect(() => void casePane().catch(() => undefined), []); // what is missing says so when it is drawn
  const around = { className: cx(css.pane, css.bare), "aria-label": t`Caso` };
  if (one)
    return (
      <Part waiting={<main {...around} />}>
        <CasePane key={one.id} one={one} {...rest} />
      </Part>
    );
  return (
    <main {...around}>
      {caseId && detail.isError ? (
        <Failing
          what={lost ? t`Ya no hay acceso a este caso` : t`No llega el caso`}
          why={lost ? t`Cambió el permiso, o el caso pasó a otro alcance. Lo escrito queda guardado.` : problemWords(detail.error)}
          onRetry={() => void detail.refetch()}
        />
      ) : caseId ? (
        <Loading rows={4} />
      ) : (
        <Empty words={t`Ningún caso abierto aquí. Con j se abre el primero de la lista.`} />
      )}
    </main>
  );
}

interface Props extends Omit<ComponentProps<typeof CasePane>, "one"> {
  caseId: string | null;
  /** The case on screen, once it is here and may be seen. */
  one: CaseDetail | null;
  detail: UseQueryResult<CaseDetail>;
  /** It was here, and may no longer be seen. */
  lost: boolean;
}
