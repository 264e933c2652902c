import { t } from "@lingui/core/macro";
import type { AccountPoll } from "~/client/contract/connecting";
import { count, longSpan, moment } from "~/kit/formats";
import { Notice } from "~/kit/Notice";
import { useNow } from "~/kit/now";
import { Section } from "~/kit/Section";
import css from "./AccountsPage.module.css";

/** How an account is read whose provider tells nothing by itself: the last look, the next, and what is in the way. */
export function PollSection({ poll }: { poll: AccountPoll }) {
  const now = useNow();
  const left = new Date(poll.next_at).getTime() - now;
  const next = left <= 0 ? t`ahora` : t`en ${longSpan(left)}`;
  return (
    <Section title={t`Lectura`} hint={t`Este canal no avisa: se le pregunta cada tanto. Lo leído se guarda antes de avanzar, así que nada se pierde.`}>
      {poll.failures > 0 ? (
        <Notice tone="approaching">
          {t`No se puede leer desde ${moment(poll.since ?? poll.next_at, now)}: ${troubleWords(poll.trouble)}`}{" "}
          {t`Intentos: ${count(poll.failures)}. El próximo, ${next}.`}
        </Notice>
      ) : null}
      <dl className={css.facts}>
        <dt>{t`Última lectura`}</dt>
        <dd>{poll.looked_at ? moment(poll.looked_at, now) : t`aún ninguna`}</dd>
        <dt>{t`Próxima`}</dt>
        <dd>{next}</dd>
        {poll.quota === null ? null : (
          <>
            <dt>{t`Cuota de hoy`}</dt>
            <dd>{t`${count(poll.spent)} de ${count(poll.quota)} unidades; una quinta parte se guarda para responder.`}</dd>
          </>
        )}
      </dl>
    </Section>
  );
}

function troubleWords(trouble: string): string {
  switch (trouble) {
    case "quota_spent":
      return t`la cuota del día está gastada.`;
    case "too_fast":
      return t`el proveedor pide ir más despacio.`;
    case "no_answer":
    case "too_slow":
    case "ConnectError":
    case "ConnectTimeout":
    case "ReadTimeout":
      return t`el proveedor no contesta.`;
    default:
      return t`el proveedor contesta ${trouble}.`;
  }
}
