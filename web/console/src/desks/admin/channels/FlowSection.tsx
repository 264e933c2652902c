import { plural, t } from "@lingui/core/macro";
import type { AdminAccount } from "~/client/contract/connecting";
import { count, longSpan, moment } from "~/kit/formats";
import { Notice } from "~/kit/Notice";
import { useNow } from "~/kit/now";
import { Section } from "~/kit/Section";
import { untilWords } from "~/kit/untilWords";
import css from "./AccountsPage.module.css";

/** What leaves an account: how fast it may, what waits, and whether its provider is reached. */
export function FlowSection({ account }: { account: AdminAccount }) {
  const now = useNow();
  const { breaker, waiting } = account;
  return (
    <Section title={t`Salida`} hint={t`Tras cinco fallas seguidas el envío descansa y un solo mensaje sale de sonda, hasta que el proveedor contesta.`}>
      {breaker ? (
        <Notice tone="breached">
          {t`El proveedor no contesta desde ${moment(breaker.since, now)} (${breaker.code || "–"}, ${count(breaker.failures)} intentos). Nada se pierde.`}{" "}
          {nextWords(breaker.probe_at, now, t`La próxima sonda sale con el próximo mensaje.`, (left) => t`La próxima sonda, en ${left}.`)}
        </Notice>
      ) : null}
      {account.paused_until ? <Notice tone="approaching">{pausedWords(account, now)}</Notice> : null}
      <dl className={css.facts}>
        <dt>{t`Límite`}</dt>
        <dd>{rateWords(account.per_second)}</dd>
        <dt>{t`En espera`}</dt>
        <dd>
          {waiting ? (
            <>
              {plural(waiting.messages, { one: "# mensaje", many: "# mensajes", other: "# mensajes" })}, {t`el más viejo desde ${moment(waiting.oldest_at, now)}.`}{" "}
              {nextWords(waiting.next_at, now, t`Toca ahora.`, (left) => t`El próximo intento, en ${left}.`)}
              {waiting.retried > 0 ? ` ${t`Reintentados: ${count(waiting.retried)} (${waiting.reason || "–"}).`}` : null}
            </>
          ) : (
            t`nada`
          )}
        </dd>
        <dt>{t`Proveedor`}</dt>
        <dd>{breaker ? t`no contesta` : t`contesta, o nada salió todavía`}</dd>
      </dl>
    </Section>
  );
}

function pausedWords(account: AdminAccount, now: number): string {
  const until = untilWords(account.paused_until ?? "", now);
  const code = account.state_reason || "–";
  return t`El proveedor pidió esperar ${until} (${code}). Los mensajes no se pierden: esperan, y después salen solos.`;
}

function nextWords(at: string, now: number, due: string, ahead: (left: string) => string): string {
  const left = new Date(at).getTime() - now;
  return left <= 0 ? due : ahead(longSpan(left));
}

function rateWords(perSecond: number): string {
  if (perSecond >= 1) return t`${count(perSecond)} mensajes por segundo`;
  const perMinute = count(Math.round(perSecond * 60));
  return t`${perMinute} mensajes por minuto`;
}
