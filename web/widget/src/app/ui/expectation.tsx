import { Fragment, h } from "preact";
import { city, clock, weekday } from "../format";
import type { State } from "../state";
import type { Say } from "../words";

/** What a person may expect, in words: how long, and until when. */
export function Expectation({ service, say, locale }: { service: State["service"]; say: Say; locale: string }) {
  const { open, wait, until, zone, place } = service;
  const minutes = wait === null ? -1 : Math.ceil(wait / 60);
  const expected =
    minutes < 0 ? say("someone") : minutes <= 1 ? say("waitShort") : minutes < 90 ? say("wait", minutes) : say("waitLong", Math.round(minutes / 60));
  const there = city(zone);
  return (
    <>
      <p class={`wait ${open ? "" : "shut"}`}>
        <i />
        {place ? `${say("place", place)} ` : ""}
        {open ? expected : say("closed")}
      </p>
      {until && zone && (
        <p class="hours">{open ? say("openUntil", clock(locale, until, zone), there) : say("opensAt", weekday(locale, until, zone), there)}</p>
      )}
    </>
  );
}
