import { h } from "preact";
import { date, day } from "../format";
import type { State } from "../state";
import { type Say, reason } from "../words";
import type { Chat } from "../chat";
import { Expectation } from "./expectation";
import { Icon } from "./icon";

interface Shown {
  chat: Chat;
  state: State;
  say: Say;
}

/** The first screen: whether somebody is there, where to write, and what was said before. */
export function Home({ chat, state, say }: Shown) {
  const { settings, service, conversations, name, locale } = state;
  const first = name.split(" ")[0] ?? "";
  const lost = settings.post && !state.identified && !conversations.length;
  const going = conversations.some((one) => !one.closed_at);
  return (
    <div class="home">
      <div class="hero">
        <h2 tabIndex={-1}>
          {first ? say("helloName", first) : say("hello")}
          <br />
          {settings.greetings?.[locale] || say("greeting")}
        </h2>
        <Expectation {...{ service, say, locale }} />
      </div>
      {state.error && (
        <p class="fail" role="alert">
          {reason(say, state.error)}
        </p>
      )}
      <button type="button" class="go" onClick={() => chat.write()}>
        {say(going ? "goOn" : "write")}
        <Icon is="next" />
      </button>
      {conversations.length > 0 && (
        <section class="rows" aria-label={say("yours")}>
          <h3>{say("yours")}</h3>
          {conversations.map((one) => (
            <button type="button" class="row" key={one.thread} onClick={() => chat.go("thread", one.thread)}>
              <Icon is="chat" />
              <span class="cut">
                <b class={one.unread ? "new" : ""}>{one.title || (one.by ? one.by.name : say("conversation"))}</b>
                <small class="cut">{one.closed_at ? say("resolved", date(locale, one.closed_at)) : one.preview || day(locale, say, one.last_at)}</small>
              </span>
              {one.unread > 0 && <span class="un">{one.unread}</span>}
            </button>
          ))}
        </section>
      )}
      {!!settings.links?.length && (
        <section class="rows" aria-label={say("useful")}>
          <h3>{say("useful")}</h3>
          {settings.links.map((one) => (
            <a class="row" key={one.url} href={one.url} target="_blank" rel="noopener noreferrer">
              <Icon is="file" />
              <span class="cut">{one.title}</span>
              <Icon is="right" small />
            </a>
          ))}
        </section>
      )}
      {(lost || settings.privacy) && (
        <p class="foot">
          {lost && (
            <button type="button" onClick={() => chat.go("recover")}>
              {say("recover")}
            </button>
          )}
          {settings.privacy && (
            <a href={settings.privacy} target="_blank" rel="noopener noreferrer">
              {say("privacy")}
            </a>
          )}
        </p>
      )}
    </div>
  );
}
