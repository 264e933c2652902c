import { city, clock, date, day, weekday } from "../format";
import type { State } from "../state";
import type { Say } from "../words";
import type { Chat } from "../chat";
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
    </div>
  );
}

/** What a person may expect, in words: how long, and until when. */
function Expectation({ service, say, locale }: { service: State["service"]; say: Say; locale: string }) {
  const { open, wait, until, zone } = service;
  const minutes = wait === null ? -1 : Math.ceil(wait / 60);
  const expected =
    minutes < 0 ? say("someone") : minutes <= 1 ? say("waitShort") : minutes < 90 ? say("wait", minutes) : say("waitLong", Math.round(minutes / 60));
  const place = city(zone);
  return (
    <>
      <p class={`wait ${open ? "" : "shut"}`}>
        <i />
        {open ? expected : say("closed")}
      </p>
      {until && zone && (
        <p class="hours">{open ? say("openUntil", clock(locale, until, zone), place) : say("opensAt", weekday(locale, until, zone), place)}</p>
      )}
    </>
  );
}
