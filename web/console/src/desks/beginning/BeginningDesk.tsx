import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, Check, Circle, CircleDot } from "lucide-react";
import type { SetupStep } from "~/client/contract/setup";
import { call } from "~/client/http";
import { useTopic } from "~/client/useTopic";
import { Button } from "~/kit/Button";
import { useOffer } from "~/kit/commandHost";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import { BrandStep } from "./BrandStep";
import { ChannelStep } from "./ChannelStep";
import { ConversationStep } from "./ConversationStep";
import { HoursStep } from "./HoursStep";
import { WordsStep } from "./WordsStep";
import css from "./BeginningDesk.module.css";
import { setupQuery } from "./queries";
import { isOpen, nextStep, STEPS } from "./steps";

/** From nothing to the first answer: steps at the left, one of them at the right. What was done is asked of the server. */
export function BeginningDesk() {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const params = useParams({ strict: false });
  const setup = useQuery(setupQuery);
  const look = () => void cache.invalidateQueries({ queryKey: setupQuery.queryKey, exact: true });
  useTopic("views", { changed: look, missed: look });
  const go = (step: SetupStep) => void navigate({ to: "/start/$step", params: { step } });
  useOffer("desk", [
    { id: "desk.back", words: t`Volver a los casos`, keys: "g i", run: () => void navigate({ to: "/" }) },
    ...STEPS.map((one) => ({ id: `start.${one.id}`, words: t`Ir a ${one.words()}`, keys: undefined, run: () => go(one.id) })),
  ]);
  const dismiss = useMutation({
    mutationFn: () => call("PUT /setup/dismissed", { body: { dismissed: true } }),
    onSuccess: (now) => {
      cache.setQueryData(setupQuery.queryKey, now);
      void navigate({ to: "/" });
    },
  });
  if (setup.isPending) return <Loading rows={4} />;
  if (setup.isError) return <Failing what={t`No se pudo leer por dónde va`} why={problemWords(setup.error)} onRetry={() => void setup.refetch()} />;
  const wanted = STEPS.find((one) => one.id === params.step)?.id ?? nextStep(setup.data);
  const step = isOpen(setup.data, wanted) ? wanted : nextStep(setup.data);
  const after = STEPS[STEPS.findIndex((one) => one.id === step) + 1]?.id;
  const given = { setup: setup.data, onNext: () => (after ? go(after) : void navigate({ to: "/" })) };
  return (
    <div className={css.desk}>
      <nav className={css.nav} aria-label={t`Puesta en marcha`}>
        <Link to="/" className={css.back}>
          <ArrowLeft size={16} aria-hidden />
          {t`Casos`}
        </Link>
        <p className={css.title}>{t`Puesta en marcha`}</p>
        <ol className={css.steps}>
          {STEPS.map((one) => {
            const done = setup.data.done.includes(one.id);
            const Glyph = done ? Check : one.id === step ? CircleDot : Circle;
            return (
              <li key={one.id}>
                <button
                  type="button"
                  className={css.step}
                  data-done={done}
                  disabled={!isOpen(setup.data, one.id)}
                  aria-current={one.id === step ? "step" : undefined}
                  onClick={() => go(one.id)}
                >
                  <Glyph size={16} aria-hidden />
                  {one.words()}
                  {done ? <span className="unseen">{t`hecho`}</span> : null}
                </button>
              </li>
            );
          })}
        </ol>
        <div className={css.foot}>
          <Button look="bare" disabled={dismiss.isPending} onClick={() => dismiss.mutate()}>
            {t`No mostrar más esta lista`}
          </Button>
        </div>
      </nav>
      <main className={css.main}>
        {step === "brand" ? <BrandStep key={setup.data.brand?.id ?? ""} {...given} /> : null}
        {step === "hours" && setup.data.hours ? <HoursStep {...given} hours={setup.data.hours} /> : null}
        {step === "channel" ? <ChannelStep {...given} /> : null}
        {step === "words" ? <WordsStep {...given} /> : null}
        {step === "conversation" ? <ConversationStep {...given} /> : null}
      </main>
    </div>
  );
}
