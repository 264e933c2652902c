import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import type { Setup } from "~/client/contract/setup";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import css from "./ConversationStep.module.css";
import { setupQuery } from "./queries";
import { StepFoot } from "./StepFoot";

const WAITS = 1_500;

/** Write as a contact would, see it arrive, answer. */
export function ConversationStep({ setup, onNext }: { setup: Setup; onNext: () => void }) {
  const { channel, conversation } = setup;
  const starting = channel?.kind === "practice_phone" && !channel.page;
  useQuery({ ...setupQuery, refetchInterval: starting ? WAITS : false });
  const number = conversation?.number ?? 0;
  const answered = Boolean(conversation?.answered_at);
  return (
    <Page title={t`La primera conversación`} lede={t`Escribir como lo haría un contacto, verlo llegar y contestar.`}>
      <Section title={t`1. Escribir`} hint={t`En otra pestaña, para ver los dos lados.`}>
        {channel?.page ? (
          <p>
            <a className={css.out} href={channel.page} target="_blank" rel="noreferrer">
              {channel.kind === "practice_phone" ? t`Abrir el teléfono de práctica` : t`Abrir la página de práctica`}
              <ExternalLink size={14} aria-hidden />
            </a>
          </p>
        ) : starting ? (
          <p role="status" className={css.quiet}>{t`El teléfono de práctica está arrancando…`}</p>
        ) : (
          <p>{t`Abrir el sitio donde se pegó el código y escribir en su chat.`}</p>
        )}
      </Section>
      <Section title={t`2. Verlo llegar`}>
        {conversation ? (
          <p role="status">
            <b>{t`Caso #${number}`}</b> <q>{conversation.said}</q>
          </p>
        ) : (
          <p role="status" className={css.quiet}>{t`Aún no llega nada. Esta página lo dice en cuanto llegue.`}</p>
        )}
      </Section>
      <Section title={t`3. Contestar`} hint={t`La tecla r abre la respuesta; Ctrl+Intro la envía.`}>
        {answered ? (
          <p role="status">{t`Contestada. Trato está en marcha.`}</p>
        ) : conversation ? (
          <p>
            <Link className={css.out} to="/cases/$view/$caseId" params={{ view: "all", caseId: conversation.case_id }}>
              {t`Abrir el caso y contestar`}
            </Link>
          </p>
        ) : (
          <p className={css.quiet}>{t`Cuando llegue el primer mensaje.`}</p>
        )}
      </Section>
      {answered ? <StepFoot deed={t`Ir a los casos`} busy={false} onClick={onNext} /> : null}
    </Page>
  );
}
