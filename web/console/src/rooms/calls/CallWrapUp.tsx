import { t } from "@lingui/core/macro";
import { type ReactNode, useState } from "react";
import type { CallAtDesk } from "~/client/contract/calls";
import { Button } from "~/kit/Button";
import type { Ready } from "~/kit/command";
import { clockTime, longDay } from "~/kit/formats";
import { Kbd } from "~/kit/Kbd";
import { useNow } from "~/kit/now";
import css from "./CallBar.module.css";
import { againAt } from "./againAt";
import { troubleWords } from "./callWords";

/** A call of ours that is over: what came of it, with one key. */
export function CallWrapUp({ one, glyph, commands, onAgain }: Props) {
  const now = useNow(10_000);
  const [asks, setAsks] = useState(false);
  const who = one.contact || one.caller;
  const came = commands.filter((each) => each.id.startsWith("call.came_"));
  const trouble = troubleWords(one.trouble);
  return (
    <div role="region" className={css.call} aria-label={t`Llamada terminada`} data-over>
      <p className={css.who} role="status">
        {glyph}
        <b className="cut">{t`¿En qué quedó la llamada a ${who}?`}</b>
      </p>
      {trouble ? <p className={css.about}>{trouble}</p> : null}
      <div className={css.came}>
        {came.map((each) => (
          <Button key={each.id} onClick={each.run}>
            <span>{each.words}</span> <Kbd keys={each.keys ?? ""} />
          </Button>
        ))}
        <Button aria-expanded={asks} onClick={() => setAsks(!asks)}>
          <span>{t`Volver a llamar…`}</span>
        </Button>
      </div>
      {asks ? (
        <div className={css.again} role="group" aria-label={t`Cuándo volver a llamar`}>
          {againAt(now).map((each) => (
            <Button key={each.getTime()} onClick={() => onAgain(each)}>
              {`${longDay(each.getTime())}, ${clockTime(each.getTime())}`}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

interface Props {
  one: CallAtDesk;
  glyph: ReactNode;
  commands: Ready[];
  onAgain: (at: Date) => void;
}
