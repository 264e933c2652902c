import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { RecoveryCodes } from "./RecoveryCodes";
import { SecondFactorDrop } from "./SecondFactorDrop";
import { SecondFactorStart } from "./SecondFactorStart";
import { accountQuery } from "./securityQueries";
import { useSecurityDeed } from "./useSecurityDeed";

/** Codes of an application besides the password: begun, confirmed by a first code, given up with a last one. */
export function SecondFactor() {
  const account = useQuery(accountQuery);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [leaving, setLeaving] = useState(false);
  const start = useSecurityDeed(() => call("POST /account/second-factor", {}));
  if (account.isPending) return <Loading rows={2} />;
  if (account.isError) return <Failing what={t`No se pudo cargar`} why={problemWords(account.error)} onRetry={() => void account.refetch()} />;
  if (codes) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />;
  if (account.data.second_factor)
    return (
      <>
        <div className={css.line}>
          <Chip tone="rest">{t`En uso`}</Chip>
          <span>{t`Al entrar con la contraseña se pide también un código.`}</span>
        </div>
        <Button className={css.end} onClick={() => setLeaving(true)}>
          {t`Dejar de usarlo`}
        </Button>
        {leaving ? <SecondFactorDrop onClose={() => setLeaving(false)} /> : null}
      </>
    );
  if (start.data)
    return (
      <SecondFactorStart
        uri={start.data.uri}
        onConfirmed={(told) => {
          start.reset();
          setCodes(told);
        }}
      />
    );
  return (
    <>
      <p>{t`Con él, quien averigüe la contraseña tampoco puede entrar.`}</p>
      <Button className={css.end} disabled={start.isPending} onClick={() => start.mutate(undefined)}>
        {t`Empezar`}
      </Button>
      {start.error ? <Failing what={t`No se pudo empezar`} why={problemWords(start.error)} /> : null}
    </>
  );
}
