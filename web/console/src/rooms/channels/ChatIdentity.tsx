import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ChatAccount } from "~/client/contract/chats";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Confirm } from "~/kit/Confirm";
import { CopyField } from "~/kit/CopyField";
import { Dialog } from "~/kit/Dialog";
import { Notice } from "~/kit/Notice";
import { chatsQuery } from "./chatQueries";
import css from "./ChatFields.module.css";
import { IDENTITY_SNIPPET } from "./chatSnippets";

type Asked = { kind: "renew" | "drop" } | { kind: "secret"; secret: string } | null;

/** The secret by which a site vouches for its people: how it is used, and how it is changed without cutting anybody off. */
export function ChatIdentity({ chat }: { chat: ChatAccount }) {
  const cache = useQueryClient();
  const [asked, ask] = useState<Asked>(null);
  const close = () => ask(null);
  const again = () => cache.invalidateQueries({ queryKey: chatsQuery.queryKey });
  const path = { id: chat.id };
  const renew = () =>
    call("POST /chats/{id}/identity-secret", { path, body: {} }).then(({ secret }) => {
      void again();
      ask({ kind: "secret", secret });
    });
  return (
    <div className={css.form}>
      {chat.old_identity ? (
        <Notice tone="approaching" deed={<Button onClick={() => ask({ kind: "drop" })}>{t`Retirar el anterior`}</Button>}>
          {t`Valen dos secretos a la vez. Cuando el sitio firme con el nuevo, conviene retirar el anterior.`}
        </Notice>
      ) : null}
      {chat.identity ? null : <Notice>{t`Sin secreto, todas las personas son anónimas para este chat.`}</Notice>}
      <CopyField label={t`Así firma el servidor del sitio`} value={IDENTITY_SNIPPET} lines={8} />
      <div>
        <Button onClick={() => ask({ kind: "renew" })}>{chat.identity ? t`Renovar el secreto` : t`Crear el secreto`}</Button>
      </div>
      {asked?.kind === "renew" ? (
        <Confirm
          title={t`Secreto de identidad de ${chat.name}`}
          deed={chat.identity ? t`Renovar` : t`Crear`}
          onClose={() => ask((now) => (now?.kind === "secret" ? now : null))}
          onConfirm={renew}
        >
          <p>
            {chat.identity
              ? t`El de ahora sigue valiendo hasta que se retire. Uno anterior a ese, si lo hay, deja de valer al momento.`
              : t`Se muestra una sola vez. Va al servidor del sitio, nunca a sus páginas.`}
          </p>
        </Confirm>
      ) : null}
      {asked?.kind === "drop" ? (
        <Confirm
          title={t`Retirar el secreto anterior`}
          deed={t`Retirar`}
          danger
          onClose={close}
          onConfirm={() => call("DELETE /chats/{id}/identity-secret", { path }).then(again)}
        >
          <p>{t`Lo que el sitio siga firmando con él se rechaza, y esas personas vuelven a ser anónimas.`}</p>
        </Confirm>
      ) : null}
      {asked?.kind === "secret" ? (
        <Dialog title={t`El secreto nuevo`} onClose={close} foot={<Button look="main" onClick={close}>{t`Ya lo guardé`}</Button>}>
          <p>{t`Se muestra solo esta vez.`}</p>
          <CopyField label={t`Secreto`} value={asked.secret} />
        </Dialog>
      ) : null}
    </div>
  );
}
