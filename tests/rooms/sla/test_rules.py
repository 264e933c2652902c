"""Promises: which one applies, how its time counts, who is charged, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.ids import uuid7
from trato.rooms.brands.model import (
    CalendarId,
    CalendarVersion,
    HolderKind,
    HoursBook,
    OpeningHours,
    always_open,
    opening,
)
from trato.rooms.channels.model import Surface
from trato.rooms.sla import rules
from trato.rooms.sla.model import (
    Clock,
    ClockStart,
    ClockState,
    HoldingSpan,
    Matter,
    Pause,
    PauseReason,
    Policy,
    PolicyId,
    PolicyScope,
    PolicyTerms,
    Promised,
    StartCause,
    Target,
)
from trato.rooms.sla.rules import changing

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
BRAND = uuid7()
OFFICE = OpeningHours("UTC", ((opening("09:00", "18:00"),),) * 5 + ((), ()))
NO_BOOK = HoursBook(None, {}, {})
DEFAULTS = tuple(Policy(PolicyId(uuid7()), 1, one.name, one.source, one.terms) for one in rules.DEFAULTS)


def matter(channel: str, surface: Surface, country: str = "") -> Matter:
    return Matter(surface, channel, BRAND, country=country)


def policy(minutes: int, *, locked: bool = False, **scope: object) -> Policy:
    terms = PolicyTerms(
        PolicyScope(**scope),  # type: ignore[arg-type]
        (Promised(Target.FIRST_RESPONSE, minutes * MINUTE),),
        locked=locked,
    )
    return Policy(PolicyId(uuid7()), 1, str(minutes), "", terms)


def clock(start: datetime = NOON, minutes: int = 60, **more: object) -> Clock:
    one = ClockStart(uuid7(), uuid7(), uuid7(), start, StartCause.NEW_CASE, matter("webchat", Surface.CHAT))
    planned = rules.plan_clocks([one], rules.PromiseBook(None, (policy(minutes),)), NO_BOOK)
    return replace(planned[0], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "source, channel, surface, minutes",
    [
        ("S75", "webchat", Surface.CHAT, 1),
        ("S76", "whatsapp", Surface.DIRECT_MESSAGE, 2),
        ("S77", "messenger", Surface.DIRECT_MESSAGE, 2),
        ("S78", "instagram", Surface.DIRECT_MESSAGE, 2),
        ("S79", "facebook", Surface.PUBLIC_COMMENT, 20),
        ("S80", "instagram", Surface.PUBLIC_COMMENT, 20),
        ("S81", "x", Surface.MENTION, 20),
        ("S82", "email", Surface.MAIL, 60),
        ("S83", "google_play", Surface.REVIEW, 60),
        ("S84", "app_store", Surface.REVIEW, 60),
    ],
)
def test_the_ten_promises_of_the_manuals_are_kept_by_default(
    source: str, channel: str, surface: Surface, minutes: int
) -> None:
    for target in (Target.FIRST_RESPONSE, Target.FIRST_HUMAN_RESPONSE):
        chosen = rules.choose(DEFAULTS, matter(channel, surface), target).policy
        assert chosen is not None
        assert chosen.source == source
        assert rules.effective_within(chosen.terms, target, "") == minutes * MINUTE


@pytest.mark.parametrize("surface", list(Surface))
def test_a_channel_that_the_manuals_do_not_name_promises_what_its_surface_does(surface: Surface) -> None:
    chosen = rules.choose(DEFAULTS, matter("carrier_pigeon", surface), Target.FIRST_RESPONSE).policy
    assert chosen is not None and chosen.terms.scope.surface is surface
    assert chosen.terms.scope.channel is None


def test_every_customer_on_whatsapp_is_answered_within_48_hours_of_the_wall_clock() -> None:
    chosen = rules.choose(DEFAULTS, matter("whatsapp", Surface.DIRECT_MESSAGE), Target.CEILING).policy
    assert chosen is not None
    assert chosen.source == "S110"
    assert chosen.terms.wall_clock
    assert rules.choose(DEFAULTS, matter("webchat", Surface.CHAT), Target.CEILING).policy is None


def test_the_more_specific_policy_wins_and_says_why_the_others_do_not() -> None:
    wide, channel, brand = policy(60), policy(30, channel="webchat"), policy(20, brand_id=BRAND)
    other = policy(1, channel="email")
    silent = replace(policy(1), terms=PolicyTerms(PolicyScope(), (Promised(Target.RESOLUTION, MINUTE),)))
    choice = rules.choose((wide, channel, brand, other, silent), matter("webchat", Surface.CHAT), Target.FIRST_RESPONSE)
    assert choice.policy == brand
    assert [one.why for one in choice.considered] == ["overruled", "overruled", "fits", "filter", "silent"]


def test_a_locked_policy_can_be_made_stricter_and_never_laxer() -> None:
    locked, laxer, stricter = policy(10, locked=True), policy(30, brand_id=BRAND), policy(5, brand_id=BRAND)
    asked = matter("webchat", Surface.CHAT)
    choice = rules.choose((locked, laxer), asked, Target.FIRST_RESPONSE)
    assert choice.policy == locked
    assert choice.considered[0].why == "locked"
    assert rules.choose((locked, stricter), asked, Target.FIRST_RESPONSE).policy == stricter
    assert rules.choose((policy(10), laxer), asked, Target.FIRST_RESPONSE).policy == laxer


def test_a_country_may_expect_another_pace() -> None:
    terms = replace(policy(20).terms, factors=(("BR", 0.5),))
    assert rules.effective_within(terms, Target.FIRST_RESPONSE, "BR") == 10 * MINUTE
    assert rules.effective_within(terms, Target.FIRST_RESPONSE, "AR") == 20 * MINUTE


def test_a_policys_own_hours_go_before_the_brands() -> None:
    calendars = [CalendarVersion(CalendarId(uuid7()), n, "UTC", OFFICE.week, ()) for n in (1, 2)]
    one = policy(20)
    book = HoursBook(
        None,
        {c.calendar_id: c for c in calendars},
        {(HolderKind.BRAND, BRAND): calendars[0].calendar_id, (HolderKind.POLICY, one.id): calendars[1].calendar_id},
    )
    start = ClockStart(uuid7(), uuid7(), uuid7(), NOON, StartCause.NEW_CASE, matter("webchat", Surface.CHAT))
    (made,) = rules.plan_clocks([start], rules.PromiseBook(None, (one,)), book)
    assert (made.calendar_of, made.calendar_version) == ("policy", 2)


def test_hours_that_never_open_give_way_to_the_wall_clock_and_the_clock_says_so() -> None:
    never = CalendarVersion(CalendarId(uuid7()), 1, "UTC", ((),) * 7, ())
    book = HoursBook(None, {never.calendar_id: never}, {(HolderKind.BRAND, BRAND): never.calendar_id})
    start = ClockStart(uuid7(), uuid7(), uuid7(), NOON, StartCause.NEW_CASE, matter("webchat", Surface.CHAT))
    (made,) = rules.plan_clocks([start], rules.PromiseBook(None, (policy(20),)), book)
    assert (made.due_at, made.calendar_id, made.calendar_of) == (NOON + 20 * MINUTE, None, "never_open")
    again = changing.timed(replace(made, calendar_id=never.calendar_id), [], never.hours)
    assert (again.due_at, again.calendar_id, again.calendar_of) == (made.due_at, None, "never_open")


def test_a_pause_moves_the_due_time_by_its_open_length_only() -> None:
    evening = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
    pause = Pause(evening + 30 * MINUTE, evening + timedelta(hours=17), PauseReason.TEAM)
    due = rules.due_with_pauses(evening, 60 * MINUTE, [pause], OFFICE)
    assert due == datetime(2026, 11, 19, 10, 30, tzinfo=UTC)


def test_while_somebody_still_waits_nothing_is_due() -> None:
    assert rules.due_with_pauses(NOON, 60 * MINUTE, [Pause(NOON, None, PauseReason.TEAM)], OFFICE) is None


def test_a_pause_that_begins_after_the_due_time_changes_nothing() -> None:
    late = Pause(NOON + 61 * MINUTE, None, PauseReason.TEAM)
    assert rules.due_with_pauses(NOON, 60 * MINUTE, [late], OFFICE) == NOON + 60 * MINUTE


spans = st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 2_000)), max_size=5)


@given(spans, st.integers(1, 2_000))
def test_what_has_counted_at_the_due_time_is_what_was_promised(pairs: list[tuple[int, int]], minutes: int) -> None:
    pauses = [Pause(NOON + a * MINUTE, NOON + (a + b) * MINUTE, PauseReason.TEAM) for a, b in pairs]
    due = rules.due_with_pauses(NOON, minutes * MINUTE, pauses, OFFICE)
    assert due is not None
    assert rules.counted_time(NOON, due, pauses, OFFICE) == minutes * MINUTE
    assert rules.counted_time(NOON, due - MINUTE, pauses, OFFICE) < minutes * MINUTE


@given(st.lists(st.tuples(st.integers(-100, 900), st.sampled_from("abc")), max_size=8), st.integers(1, 600))
def test_a_breach_is_shared_out_to_the_last_second(changes: list[tuple[int, str]], minutes: int) -> None:
    one = clock(minutes=minutes)
    moments = sorted(dict(changes).items())
    held = [
        HoldingSpan(
            one.case_id,
            "agent",
            UUID(int=ord(who)),
            NOON + moment * MINUTE,
            NOON + moments[n + 1][0] * MINUTE if n + 1 < len(moments) else None,
        )
        for n, (moment, who) in enumerate(moments)
    ]
    breach = rules.charge(one, held, [], always_open())
    assert sum(part.seconds for part in breach.shares) == one.seconds
    holding = [span for span in held if span.from_at < one.due_at <= (span.to_at or one.due_at)]
    assert breach.holder_at_due.holder_id == (holding[0].holder_id if holding else None)


@pytest.mark.parametrize(
    "more, minutes, state",
    [
        ({}, 59, ClockState.RUNNING),
        ({}, 60, ClockState.BREACHED),
        ({"paused_at": NOON}, 90, ClockState.PAUSED),
        ({"stopped_at": NOON + 60 * MINUTE}, 90, ClockState.MET),
        ({"stopped_at": NOON + 61 * MINUTE}, 90, ClockState.MET_LATE),
        ({"voided_at": NOON, "stopped_at": NOON}, 90, ClockState.VOIDED),
        ({"merged_into": uuid7(), "voided_at": NOON}, 90, ClockState.MERGED),
    ],
)
def test_a_clock_says_how_it_stands(more: dict[str, Any], minutes: int, state: ClockState) -> None:
    assert rules.state_of(replace(clock(), **more), NOON + minutes * MINUTE) is state


def test_a_promise_that_is_due_does_not_rest_any_more() -> None:
    one = clock()
    assert changing.paused(one, NOON + 60 * MINUTE) == one
    assert changing.paused(one, NOON + 59 * MINUTE).paused_at == NOON + 59 * MINUTE


def test_of_running_promises_of_one_kind_the_earliest_start_goes_on() -> None:
    first, second = clock(), clock(NOON + MINUTE)
    second = replace(second, case_id=first.case_id)
    public = replace(clock(NOON + MINUTE), case_id=first.case_id, public=True)
    assert changing.reconcile([second, first, public]) == [(second, first)]


def test_senseless_terms_name_their_field() -> None:
    terms = policy(20).terms
    assert rules.is_sensible(terms) == ""
    assert rules.is_sensible(replace(terms, promises=())) == "promises"
    assert rules.is_sensible(replace(terms, approach=0)) == "approach"
    assert rules.is_sensible(replace(terms, factors=(("BR", 0.0),))) == "factors"
    assert rules.is_sensible(replace(terms, promises=(Promised(Target.RESOLUTION, timedelta(0)),))) == "within"


def test_a_derivation_names_what_started_it_each_open_stretch_and_its_end() -> None:
    evening = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
    due = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    one = clock(evening, due_at=due)
    lines = rules.explain(one, [], OFFICE, [], due + MINUTE)
    assert [line.code for line in lines] == ["started", "promised", "hours", "open", "open", "due", "breached"]
    assert [line.values["seconds"] for line in lines if line.code == "open"] == [1_800.0, 1_800.0]
