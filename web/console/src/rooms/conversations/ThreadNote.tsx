import { t } from "@lingui/core/macro";
import type { ThreadHolder } from "~/client/contract/threads";
import { Button } from "~/kit/Button";
import { Kbd } from "~/kit/Kbd";
import { Notice } from "~/kit/Notice";
import { appWords, deedWords } from "./handing";

/** That another application answers here, or asks to; what was asked of the channel, and what it said. */
export function ThreadNote({ thread, keys, onTake, onRequest, onDecide, onAgain }: Props) {
  const { request, deed } = thread;
  const busy = deed !== null && deed.state !== "failed";
  const app = appWords(thread.app);
  return (
    <>
      {thread.holder === "other_app" ? (
        <Notice
          tone="approaching"
          deed={
            <>
              {thread.acts.includes("take") ? (
                <Button onClick={onTake} disabled={busy}>
                  {t`Tomar el control`} {keys ? <Kbd keys={keys} /> : null}
                </Button>
              ) : null}
              {thread.acts.includes("request") ? (
                <Button onClick={onRequest} disabled={busy}>
                  {t`Pedirlo`}
                </Button>
              ) : null}
            </>
          }
        >
          {thread.acts.length > 0
            ? t`Aquí responde ${app}. Desde Trato no sale nada hasta tomar el control.`
            : t`Aquí responde ${app}. Desde Trato no sale nada hasta que el canal devuelva la conversación.`}
        </Notice>
      ) : null}
      {request ? (
        <Notice
          tone="approaching"
          deed={
            <>
              <Button onClick={() => onDecide(true)} disabled={busy}>
                {t`Darla`}
              </Button>
              <Button onClick={() => onDecide(false)}>
                {t`No por ahora`}
              </Button>
            </>
          }
        >
          {request.note ? t`${capital(appWords(request.app))} pide esta conversación: «${request.note}»` : t`${capital(appWords(request.app))} pide esta conversación.`}
        </Notice>
      ) : null}
      {deed ? (
        <Notice tone={busy ? "plain" : "breached"} deed={busy ? null : <Button onClick={onAgain}>{t`Pedir otra vez`}</Button>}>
          {deedWords(deed)}
        </Notice>
      ) : null}
      {thread.note && thread.holder !== "other_app" ? <Notice>{t`La otra aplicación dejó dicho: «${thread.note}»`}</Notice> : null}
    </>
  );
}

const capital = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

interface Props {
  thread: ThreadHolder;
  keys: string | undefined;
  onTake: () => void;
  onRequest: () => void;
  onDecide: (grants: boolean) => void;
  onAgain: () => void;
}
