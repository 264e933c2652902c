import { t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { AdminAccount, ChannelKind, MadeSecret } from "~/client/contract/connecting";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { CopyField } from "~/kit/CopyField";
import { Section } from "~/kit/Section";
import { saidWords } from "~/rooms/channels/saidWords";
import css from "./AccountsPage.module.css";

/** Secrets that we made: each can be made anew, and is shown once. */
export function MadeSection({ account, kind, onDone }: Props) {
  const [asking, setAsking] = useState<ChannelKind["made"][number] | null>(null);
  const [shown, setShown] = useState<MadeSecret[]>([]);
  const renew = useMutation({
    mutationFn: (name: string) => call("PUT /channels/accounts/{id}/secrets", { path: { id: account.id }, body: { made: [name] } }),
    onSuccess: (answer) => {
      setShown(answer.made);
      onDone();
    },
  });
  return (
    <Section title={t`Secretos que hace Trato`} hint={t`El anterior deja de valer en cuanto se hace otro.`}>
      <div className={css.row}>
        {kind.made.map((one) => {
          const name = nameOf(one);
          return <Button key={one.name} onClick={() => setAsking(one)}>{t`Renovar: ${name}`}</Button>;
        })}
      </div>
      {shown.map((one) => (
        <CopyField key={one.value} label={saidWords(one.label)} value={one.value} />
      ))}
      {shown.length > 0 ? <p>{t`Copiarlo ahora del otro lado: no se vuelve a mostrar.`}</p> : null}
      {asking ? (
        <Confirm title={nameOf(asking)} deed={t`Hacer otro`} onConfirm={() => renew.mutateAsync(asking.name)} onClose={() => setAsking(null)}>
          <p>
            {asking.label
              ? t`Lo que llegue firmado con el anterior se rechaza hasta que el otro lado tenga el nuevo.`
              : t`Al comprobar la cuenta, Trato lleva el nuevo al proveedor.`}
          </p>
        </Confirm>
      ) : null}
    </Section>
  );
}

function nameOf(one: ChannelKind["made"][number]): string {
  return one.label ? saidWords(one.label) : t`Secreto del webhook`;
}

interface Props {
  account: AdminAccount;
  kind: ChannelKind;
  onDone: () => void;
}
