import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Dialog } from "~/kit/Dialog";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { CountedPeople } from "./CountedPeople";
import { DecisionEntry } from "./DecisionEntry";
import { whyQuery } from "./queries";
import css from "./Why.module.css";
import { askedWords, waitingWords } from "./whyWords";

/** Why a case is where it is: each decision about it, whom else it could have been, and why it waits if it does. */
export function WhyDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const why = useQuery(whyQuery(caseId));
  return (
    <Dialog title={t`Por qué está donde está`} wide onClose={onClose}>
      <Loaded query={why} rows={4}>
        {({ decisions, waiting }) => (
          <>
            {waiting ? (
              <section className={css.waiting}>
                <p>{waitingWords(waiting.why)}</p>
                {waiting.needs.map((one) => (
                  <p key={one.skill} className={css.counted}>
                    {askedWords(one)}
                  </p>
                ))}
                <CountedPeople title={t`De su equipo`} counts={waiting.people} />
              </section>
            ) : null}
            {decisions.map((one, place) => (
              <DecisionEntry key={one.id} one={one} open={place === 0 && waiting === null} />
            ))}
            {decisions.length === 0 && waiting === null ? <Empty words={t`Nadie ha decidido todavía quién lleva este caso.`} /> : null}
          </>
        )}
      </Loaded>
    </Dialog>
  );
}
