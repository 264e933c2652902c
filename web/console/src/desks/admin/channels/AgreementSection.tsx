import { t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { AdminAccount, ChannelKind } from "~/client/contract/connecting";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { CopyField } from "~/kit/CopyField";
import { Failing } from "~/kit/Failing";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { agreementWords } from "~/rooms/channels/agreementWords";
import { saidWords } from "~/rooms/channels/saidWords";
import css from "./AccountsPage.module.css";

/** The provider's own page, on which the account says yes; what came of it stands in the address on the way back. */
export function AgreementSection({ account, agreement }: Props) {
  const [came] = useState(told);
  const begin = useMutation({
    mutationFn: () => call("POST /channels/accounts/{id}/authorise", { path: { id: account.id }, body: {} }),
    onSuccess: (answer) => location.assign(answer.url),
  });
  return (
    <Section title={saidWords(agreement.button)} hint={saidWords(agreement.about)}>
      {came.agreed ? <Notice>{t`La cuenta autorizó la app, y los tokens quedaron guardados.`}</Notice> : null}
      {came.refused ? <Failing what={t`No se autorizó`} why={agreementWords(came.refused)} /> : null}
      <CopyField label={t`Dirección a la que se vuelve`} value={agreement.back} />
      {begin.error ? <Failing what={t`No se autorizó`} why={problemWords(begin.error)} /> : null}
      <div className={css.row}>
        <Button disabled={begin.isPending} onClick={() => begin.mutate()}>
          {saidWords(agreement.button)}
        </Button>
      </div>
    </Section>
  );
}

/** What the way back said. */
function told(): { agreed: boolean; refused: string | null } {
  const said = new URLSearchParams(location.search);
  return { agreed: said.has("agreed"), refused: said.get("refused") };
}

interface Props {
  account: AdminAccount;
  agreement: NonNullable<ChannelKind["agreement"]>;
}
