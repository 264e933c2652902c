import { Component, createRef, Fragment, h } from "preact";
import type { Message } from "../../wire/protocol";
import type { Chat } from "../chat";
import { clock, day, midnight } from "../format";
import type { State } from "../state";
import type { Say } from "../words";
import { Bubble } from "./bubble";
import { Expectation } from "./expectation";
import { Icon } from "./icon";
import { Offers } from "./offers";
import { Post } from "./post";

interface Shown {
  chat: Chat;
  state: State;
  say: Say;
  server: string;
}

/** The messages of one conversation, in order, with who said them and what became of the visitor's own. */
export class Thread extends Component<Shown> {
  box = createRef<HTMLDivElement>();
  atEnd = true;
  last = "";

  override componentDidMount(): void {
    this.follow();
  }

  override componentDidUpdate(before: Shown): void {
    const { thread, messages } = this.props.state;
    const last = messages.findLast((one) => one.thread === thread);
    const said = last?.side === "visitor" ? last.id : "";
    if (before.state.thread !== thread || said !== this.last) this.atEnd = true;
    this.last = said;
    this.follow();
  }

  /** Stay at the end, where new messages come, unless somebody scrolled up to read. */
  follow(): void {
    if (this.atEnd) this.box.current?.scrollTo(0, this.box.current.scrollHeight);
  }

  scrolled = (event: Event): void => {
    const one = event.currentTarget as HTMLElement;
    this.atEnd = one.scrollHeight - one.scrollTop - one.clientHeight < 48;
  };

  override render({ chat, state, say, server }: Shown) {
    const { locale, thread } = state;
    const messages = state.messages.filter((one) => one.thread === thread);
    const last = messages.at(-1);
    const going = state.conversations.find((one) => one.thread === thread);
    const unanswered = messages.every((one) => one.side === "visitor");
    const asks = state.settings.email && state.settings.post && !state.identified && unanswered && going;
    const typing = state.typing?.thread === thread ? state.typing.by : null;
    return (
      <div class="log" ref={this.box} onScroll={this.scrolled} onLoadCapture={() => this.follow()} tabIndex={0} role="region" aria-label={say("log")}>
        {state.more && (
          <button type="button" class="old" onClick={() => void chat.older()}>
            {say("older")}
          </button>
        )}
        <div class="end">
          {!messages.length && state.ready && !going && (
            <>
              <p class="day">{say("first")}</p>
              <Expectation service={state.service} {...{ say, locale }} />
            </>
          )}
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
          {going?.closed_at && <p class="sys">{say("ended")}</p>}
          {going?.queue && (
            <div role="status">
              <Expectation service={going.queue} {...{ say, locale }} />
            </div>
          )}
          {asks && <Post {...{ chat, say }} what="resume" title="leave" />}
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
