"""Promises to customers, by teams and by priority: which policy counts, and what follows when a case changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from tests.rooms.sla.world import World, world
from trato.kit.ids import uuid7
from trato.rooms.sla import api as sla
from trato.rooms.sla.events import ClockRecomputed, ClockStarted
from trato.rooms.sla.model import Circumstances, Clock, FindingKind, PolicyScope, PolicyTerms, Promised, Target
from trato.rooms.sla.rules import choose, find_conflicts
from trato.rooms.sla.store import history

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
async def at_work(app_connection: asyncpg.Connection[Any]) -> World:
    made = await world(app_connection, NOW)
    for one in await sla.list_policies(made.tx):
        await sla.retire_policy(made.tx, one.id)
    return made


def terms(within: timedelta, target: Target = Target.FIRST_RESPONSE, locked: bool = False, **scope: Any) -> PolicyTerms:
    return PolicyTerms(PolicyScope(**scope), (Promised(target, within),), locked=locked)


async def first_response(at_work: World, case: object) -> Clock:
    clocks, _ = await sla.clocks_of_case(at_work.tx, case)  # type: ignore[arg-type]
    return next(one for one in clocks if one.target is Target.FIRST_RESPONSE)


async def test_an_organisation_goes_before_a_mark_and_a_mark_before_everything_else(at_work: World) -> None:
    tx, firm = at_work.tx, uuid7()
    await sla.add_policy(tx, "Todos", terms(HOUR, channel="webchat"))
    await sla.add_policy(tx, "Cuenta", terms(30 * MINUTE, account_id=at_work.account, priority=2))
    vip = await sla.add_policy(tx, "VIP", terms(10 * MINUTE, flag="vip"))
    own = await sla.add_policy(tx, "Minera Andina", terms(20 * MINUTE, organisation_id=firm))
    policies = await sla.list_policies(tx)

    def chosen(**matter: Any) -> str:
        found = choose(policies, at_work.matter(**matter), Target.FIRST_RESPONSE).policy
        return found.name if found else ""

    assert chosen(priority=2) == "Cuenta"
    assert chosen(priority=2, flags=frozenset({"vip", "moroso"})) == vip.name
    assert chosen(flags=frozenset({"vip"}), organisation_id=firm) == own.name
    assert chosen(flags=frozenset({"moroso"})) == "Todos"


async def test_two_marks_meet_because_a_contact_may_have_both(at_work: World) -> None:
    one = await sla.add_policy(at_work.tx, "VIP", terms(HOUR, flag="vip"))
    two = await sla.add_policy(at_work.tx, "Prensa", terms(MINUTE, flag="prensa"))
    (finding,) = find_conflicts((one, two))[one.id]
    assert (finding.kind, finding.by) == (FindingKind.MEETS, two.id)


async def test_a_running_promise_follows_the_priority_from_its_original_start_and_keeps_the_history(
    at_work: World,
) -> None:
    await sla.add_policy(at_work.tx, "Todos", terms(HOUR, channel="webchat"))
    urgent = await sla.add_policy(at_work.tx, "Urgentes", terms(10 * MINUTE, channel="webchat", priority=2))
    case, _ = await at_work.opened()
    tx = at_work.after(minutes=5)
    (clock,) = await sla.follow_matters(tx, {case: Circumstances(priority=2)})
    assert (clock.policy_id, clock.due_at) == (urgent.id, NOW + 10 * MINUTE)
    (told,) = at_work.facts(ClockRecomputed)
    assert (told.cause.value, told.due_before, told.due_at) == ("matter", NOW + HOUR, NOW + 10 * MINUTE)
    (kept,) = await history.list_history(tx, clock.id)
    assert (kept["what"], kept["policy_after"]) == (["priority"], urgent.id)
    (back,) = await sla.follow_matters(tx, {case: Circumstances()})
    assert back.due_at == NOW + HOUR


async def test_team_and_customer_are_followed_and_what_changes_nothing_is_not_told(at_work: World) -> None:
    team = uuid7()
    await sla.add_policy(at_work.tx, "Todos", terms(HOUR, channel="webchat"))
    await sla.add_policy(at_work.tx, "N2", terms(2 * HOUR, team_id=team))
    await sla.add_policy(at_work.tx, "VIP", terms(5 * MINUTE, flag="vip"))
    case, _ = await at_work.opened()
    tx = at_work.after(minutes=1)
    assert [one.due_at for one in await sla.follow_matters(tx, {case: Circumstances(team_id=team)})] == [NOW + 2 * HOUR]
    vip = Circumstances(team_id=team, flags=frozenset({"vip"}))
    assert [one.due_at for one in await sla.follow_matters(tx, {case: vip})] == [NOW + 5 * MINUTE]
    before = len(at_work.facts(ClockRecomputed))
    assert await sla.follow_matters(tx, {case: Circumstances(priority=1, team_id=team, flags=frozenset({"vip"}))}) == []
    assert len(at_work.facts(ClockRecomputed)) == before
    assert (await first_response(at_work, case)).priority == 1


async def test_a_promise_that_broke_stays_broken_whatever_the_case_becomes(at_work: World) -> None:
    await sla.add_policy(at_work.tx, "Todos", terms(MINUTE, channel="webchat"))
    await sla.add_policy(at_work.tx, "Bajas", terms(HOUR, priority=-1))
    case, _ = await at_work.opened()
    tx = at_work.after(minutes=2)

    async def nobody(tx: object, ids: object) -> list[Any]:
        return []

    assert len(await sla.sweep_breaches(tx, nobody)) == 1
    assert await sla.follow_matters(tx, {case: Circumstances(priority=-1)}) == []


async def test_a_resolution_that_is_promised_only_now_counts_from_when_the_case_began(at_work: World) -> None:
    await sla.add_policy(at_work.tx, "Todos", terms(HOUR, channel="webchat"))
    await sla.add_policy(at_work.tx, "Urgentes", terms(4 * HOUR, Target.RESOLUTION, priority=2))
    case, _ = await at_work.opened()
    tx = at_work.after(minutes=30)
    (begun,) = await sla.follow_matters(tx, {case: Circumstances(priority=2)})
    assert (begun.target, begun.started_at, begun.due_at) == (Target.RESOLUTION, NOW, NOW + 4 * HOUR)
    assert at_work.facts(ClockStarted)[-1].clocks[0].target is Target.RESOLUTION
    assert await sla.follow_matters(tx, {case: Circumstances(priority=2)}) == []


async def test_where_no_policy_asks_what_changes_nothing_is_read(at_work: World) -> None:
    await sla.add_policy(at_work.tx, "Todos", terms(HOUR, channel="webchat"))
    assert not await sla.asks_circumstances(at_work.tx)
    case, _ = await at_work.opened()
    assert await sla.follow_matters(at_work.tx, {case: Circumstances(priority=2)}) == []


async def test_a_derivation_says_by_what_its_policy_was_chosen_what_the_country_did_and_what_changed(
    at_work: World,
) -> None:
    tx = at_work.tx
    wide = PolicyTerms(PolicyScope(channel="webchat"), (Promised(Target.FIRST_RESPONSE, HOUR),), factors=(("BR", 0.5),))
    await sla.add_policy(tx, "Todos", wide)
    await sla.add_policy(tx, "Urgentes", terms(10 * MINUTE, channel="webchat", priority=2))
    case, _ = await at_work.opened(matter=at_work.matter(country="BR"))
    clock = await first_response(at_work, case)
    told = {line.code: line.values for line in (await sla.explain_with_place(tx, clock)).lines}
    assert (told["chosen"]["name"], told["chosen"]["by"]) == ("Todos", ["channel"])
    assert (told["factor"]["factor"], told["factor"]["seconds"], told["promised"]["seconds"]) == (0.5, 3600, 1800)
    (urgent,) = await sla.follow_matters(tx, {case: Circumstances(priority=2)})
    told = {line.code: line.values for line in (await sla.explain_with_place(tx, urgent)).lines}
    assert (told["chosen"]["name"], told["changed"]["what"], told["changed"]["policy"]) == (
        "Urgentes", ("priority",), "Urgentes",
    )  # fmt: skip
    assert "factor" not in told
