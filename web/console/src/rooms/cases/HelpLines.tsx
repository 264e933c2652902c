import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Help } from "~/client/contract/help";
import { useDoing } from "~/kit/deed";
import { HelpDeeds } from "./help";
import { HelpAnswerDialog } from "./HelpAnswerDialog";
import { HelpLine } from "./HelpLine";

/** Several askings for help, with the deeds of each. */
export function HelpLines({ some, myId, className, about, onAccepted }: Props) {
  const { perform } = useDoing();
  const deeds = new HelpDeeds(useQueryClient());
  const [answering, setAnswering] = useState<{ one: Help; declining: boolean } | null>(null);
  return (
    <>
      <ul className={className} aria-label={t`Ayuda pedida`}>
        {some.map((one) => (
          <HelpLine
            key={one.id}
            one={one}
            myId={myId}
            about={about?.(one)}
            onAccept={(each) => void perform(deeds.accept(each)).then((done) => done && onAccepted?.(each))}
            onDecline={(each) => setAnswering({ one: each, declining: true })}
            onGiveBack={(each) => setAnswering({ one: each, declining: false })}
            onWithdraw={(each) => void perform(deeds.withdraw(each))}
          />
        ))}
      </ul>
      {answering ? (
        <HelpAnswerDialog
          asker={answering.one.by.name || t`quien pidió`}
          declining={answering.declining}
          onClose={() => setAnswering(null)}
          onAnswer={(answer) => {
            setAnswering(null);
            void perform(answering.declining ? deeds.decline(answering.one, answer) : deeds.giveBack(answering.one, answer));
          }}
        />
      ) : null}
    </>
  );
}

interface Props {
  some: Help[];
  myId: string;
  className: string | undefined;
  about?: (one: Help) => ReactNode;
  onAccepted?: (one: Help) => void;
}
