import { Fragment } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Message, Part } from "../../wire/protocol";
import type { Chat } from "../chat";
import { clock, day, midnight } from "../format";
import type { State } from "../state";
import type { Say } from "../words";
import { Bubble } from "./bubble";
import { Icon } from "./icon";

interface Shown {
  chat: Chat;
  state: State;
  say: Say;
  server: string;
}

/** The messages of one conversation, in order, with who said them and what became of the visitor's own. */
export function Thread({ chat, state, say, server }: Shown) {
  const { locale, thread } = state;
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const messages = state.messages.filter((one) => one.thread === thread);
  const last = messages.at(-1);
  const typing = state.typing?.thread === thread ? state.typing.by : null;
  useLayoutEffect(() => {
    if (atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  });
  useEffect(() => {
    atEnd.current = true;
  }, [thread, last?.side === "visitor" ? last.id : ""]);
  const scrolled = (event: Event): void => {
    const one = event.currentTarget as HTMLElement;
    atEnd.current = one.scrollHeight - one.scrollTop - one.clientHeight < 48;
  };
  return (
    <div class="log" ref={box} onScroll={scrolled} onLoadCapture={() => atEnd.current && box.current?.scrollTo(0, box.current.scrollHeight)} tabIndex={0} role="region" aria-label={say("log")}>
      {state.more && (
        <button type="button" class="old" onClick={() => void chat.older()}>
          {say("older")}
        </button>
      )}
      <div class="end">
        {!messages.length && state.ready && <p class="day">{say("first")}</p>}
        <div role="log" aria-live="polite" aria-relevant="additions">
          {messages.map((one, place) => (
            <Fragment key={one.id}>
              <Between before={messages[place - 1]} other={messages.slice(0, place).findLast((it) => it.side !== "visitor")} message={one} {...{ locale, say }} />
              <Bubble {...{ chat, say, locale, server }} message={one} code={one.status === "failed" ? chat.why(one.id) : undefined} />
            </Fragment>
          ))}
        </div>
        {last?.side === "visitor" && last.status !== "failed" && (
          <div class="by r" aria-live="polite">
            {last.status === "queued" && <Icon is="clock" small />}
            {say(last.status)}
            {last.status !== "queued" && ` ${clock(locale, last.at)}`}
          </div>
        )}
        <Offers {...{ chat, say }} message={last} />
        {typing && (
          <div class="ty">
            <i />
            {say("typing", typing.name)}
          </div>
        )}
      </div>
    </div>
  );
}

interface Around {
  before: Message | undefined;
  other: Message | undefined;
  message: Message;
  locale: string;
  say: Say;
}

/** What stands before a message: a new day, somebody who joined, the name of whoever of us speaks now. */
function Between({ before, other, message, locale, say }: Around) {
  const { side, by } = message;
  const newDay = !before || midnight(before.at) !== midnight(message.at);
  const newVoice = (side === "agent" || side === "bot") && by && (other?.side !== side || other.by?.name !== by.name);
  return (
    <>
      {newDay && <p class="day">{day(locale, say, message.at)}</p>}
      {newVoice && side === "agent" && before && <p class="sys">{say("joined", by.name, clock(locale, message.at))}</p>}
      {newVoice && (
        <p class="by" aria-hidden="true">
          {side === "bot" && <Icon is="bot" small />}
          {by.name}
        </p>
      )}
    </>
  );
}

/** The choices of the last message, until one is taken. */
function Offers({ chat, message, say }: { chat: Chat; message: Message | undefined; say: Say }) {
  const offer = message?.side !== "visitor" && message?.parts.find((one): one is Part & { type: "options" } => one.type === "options");
  if (!message || !offer) return null;
  return (
    <div class="qr" role="group" aria-label={offer.button || say("log")}>
      {offer.choices.map((one) => (
        <button type="button" key={one.payload} title={one.description} onClick={() => chat.choose(one, message)}>
          {one.title}
        </button>
      ))}
    </div>
  );
}
