"""Policies as people administer them: order, conflicts, worked examples, and what a change would do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from tests.rooms.sla.world import World, world
from trato.kit.ids import uuid7
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import CalendarId, HolderKind, HoursPlan, OpeningHours, opening
from trato.rooms.channels.model import Surface
from trato.rooms.sla import api as sla
from trato.rooms.sla import rules
from trato.rooms.sla.errors import PolicyNameTaken, PolicyNotFound
from trato.rooms.sla.model import FindingKind, Policy, PolicyId, PolicyScope, PolicyTerms, Promised, Target
from trato.rooms.sla.service.effects import effect_of_hours, effect_of_terms

pytestmark = pytest.mark.anyio
NOON = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # a Wednesday, noon in Buenos Aires
OFFICE = HoursPlan("America/Buenos_Aires", ((opening("09:00", "18:00"),),) * 5 + ((), ()))


def policy(name: str, minutes: int, *, locked: bool = False, **scope: Any) -> Policy:
    promised = (Promised(Target.FIRST_RESPONSE, timedelta(minutes=minutes)),)
    return Policy(PolicyId(uuid7()), 1, name, "", PolicyTerms(PolicyScope(**scope), promised, locked=locked))


@pytest.fixture
async def made(app_connection: asyncpg.Connection[Any]) -> World:
    return await world(app_connection, NOON, OFFICE)


def test_policies_stand_in_the_order_in_which_they_are_asked() -> None:
    wide, channel, brand = (
        policy("wide", 9),
        policy("channel", 9, channel="email"),
        policy("brand", 9, brand_id=uuid7()),
    )
    assert rules.in_order([wide, channel, brand]) == [brand, channel, wide]


def test_an_older_policy_for_the_same_matters_is_told_that_it_is_never_chosen() -> None:
    old, young = policy("old", 5, channel="email"), policy("young", 9, channel="email")
    found = rules.find_conflicts([old, young])
    assert [(one.kind, one.by) for one in found[old.id]] == [(FindingKind.REPLACED, young.id)]
    assert young.id not in found


def test_a_locked_and_stricter_policy_above_is_told_to_the_one_below() -> None:
    above, below = policy("above", 5, locked=True), policy("below", 9, channel="email")
    found = rules.find_conflicts([above, below])
    assert [one.kind for one in found[below.id]] == [FindingKind.LOCKED]
    assert rules.find_conflicts([above, policy("stricter", 3, channel="email")]) == {}


def test_policies_that_cross_are_told_and_those_that_nest_or_part_are_not() -> None:
    brand = policy("brand", 9, brand_id=uuid7())
    channel, mail = policy("channel", 9, channel="whatsapp"), policy("mail", 9, channel="email", surface=Surface.MAIL)
    found = rules.find_conflicts([brand, channel, mail, policy("all", 9)])
    assert [(one.kind, one.by) for one in found[channel.id]] == [(FindingKind.MEETS, brand.id)]
    assert brand.id not in found


def test_that_what_names_a_channel_goes_before_a_surface_of_all_is_no_news() -> None:
    """Nor is any other that says more of whom it is for; one that says less and goes first is told."""
    anywhere, x = policy("mentions", 20, surface=Surface.MENTION), policy("X", 20, channel="x")
    assert rules.find_conflicts([anywhere, x]) == {}
    team, narrow = policy("vip", 5, flag="vip"), policy("narrow", 9, channel="x", country="PE")
    found = rules.find_conflicts([team, narrow])
    assert [(one.kind, one.by) for one in found[narrow.id]] == [(FindingKind.MEETS, team.id)]


def test_a_default_that_somebody_called_otherwise_is_not_missing() -> None:
    renamed = Policy(PolicyId(uuid7()), 2, "Charlas de la web", rules.DEFAULTS[0].source, rules.DEFAULTS[0].terms)
    missing = rules.missing_defaults([renamed])
    assert len(missing) == len(rules.DEFAULTS) - 1 and rules.DEFAULTS[0] not in missing


def test_what_is_told_to_be_replaced_is_never_chosen() -> None:
    old, young = policy("old", 5, channel="email"), policy("young", 9, channel="email")
    matter = rules.typical_matter(PolicyScope(channel="email"), uuid7(), "AR")
    assert rules.choose([old, young], matter, Target.FIRST_RESPONSE).policy is young


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (OpeningHours("America/Lima", OFFICE.week), datetime(2026, 11, 20, 22, 50, tzinfo=UTC)),
        (OpeningHours("America/Lima", ((),) * 7), datetime(2026, 11, 20, 22, 50, tzinfo=UTC)),
        (OpeningHours("America/Lima", ((opening("20:00", "02:00"),),) * 7), datetime(2026, 11, 21, 6, 50, tzinfo=UTC)),
    ],
)
def test_the_telling_moment_is_ten_minutes_before_fridays_end(hours: OpeningHours, expected: datetime) -> None:
    assert rules.telling_moment(hours, NOON) == expected


def test_on_a_friday_the_telling_moment_is_the_next_friday() -> None:
    friday = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    at = rules.telling_moment(OpeningHours("America/Lima", OFFICE.week), friday)
    assert at == datetime(2026, 11, 27, 22, 50, tzinfo=UTC)


async def test_an_example_counts_over_the_weekend_and_its_lines_add_up(made: World) -> None:
    terms = PolicyTerms(PolicyScope(channel="email"), (Promised(Target.FIRST_RESPONSE, timedelta(minutes=30)),))
    found = await sla.work_out(made.tx, None, "Correo", terms, None, datetime.fromisoformat("2026-11-20T17:50"))
    clock, lines = found.clocks[0]
    assert found.timezone == "America/Buenos_Aires" and found.matter.surface is Surface.MAIL
    assert clock.due_at == datetime(2026, 11, 23, 12, 20, tzinfo=UTC), "Monday, twenty past nine"
    assert sum(int(str(one.values["seconds"]).split(".")[0]) for one in lines if one.code == "open") == 1_800
    assert [one.code for one in lines][-1] == "due"
    assert await sla.list_policies(made.tx) == await sla.list_policies(made.tx), "nothing was saved"


async def test_an_example_says_who_would_be_chosen_in_earnest(made: World) -> None:
    narrow = PolicyTerms(
        PolicyScope(channel="email", brand_id=made.brand), (Promised(Target.FIRST_RESPONSE, timedelta(minutes=5)),)
    )
    winner = await sla.add_policy(made.tx, "Correo de Brisa", narrow)
    wide = replace(narrow, scope=PolicyScope(channel="email"))
    found = await sla.work_out(made.tx, None, "Correo", wide, None, None)
    chosen = {one.target: one.policy for one in found.choices}
    in_earnest = chosen[Target.FIRST_RESPONSE]
    assert in_earnest is not None and in_earnest.id == winner.id


async def test_an_example_counts_by_the_hours_that_the_draft_would_keep(made: World) -> None:
    always = await brands.create_calendar(made.tx, "Siempre", HoursPlan("UTC", (((opening("00:00", "24:00"),),) * 7)))
    terms = PolicyTerms(PolicyScope(channel="email"), (Promised(Target.FIRST_RESPONSE, timedelta(hours=1)),))
    at = datetime.fromisoformat("2026-11-21T03:00")
    found = await sla.work_out(made.tx, None, "Correo", terms, always.calendar_id, at)
    assert found.clocks[0][0].due_at == datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


async def test_the_effect_told_before_saving_is_what_saving_does(made: World) -> None:
    for _ in range(3):
        await made.opened(matter=made.matter("email", Surface.MAIL))
    kept = next(one for one in await brands.attachments(made.tx) if one.holder_kind is HolderKind.BRAND)
    later = HoursPlan("America/Buenos_Aires", ((opening("14:00", "18:00"),),) * 5 + ((), ()))

    told = await effect_of_hours(made.tx, CalendarId(kept.calendar_id), later)
    before = await due_times(made)
    await brands.revise_calendar(made.tx, CalendarId(kept.calendar_id), later)
    concerned = await sla.cases_to_follow(made.tx, UUID(int=0), 100, calendar_id=kept.calendar_id)
    await sla.follow_hours(made.tx, concerned)
    after = await due_times(made)

    assert told.complete and told.looked == len(before)
    assert told.later == sum(after[key] > before[key] for key in before) > 0
    assert told.sooner == sum(after[key] < before[key] for key in before)


async def test_a_stricter_policy_tells_what_would_be_late_at_once(made: World) -> None:
    await made.opened(matter=made.matter("email", Surface.MAIL))
    one = next(each for each in await sla.list_policies(made.tx) if each.source == "S82")
    made.after(minutes=30)
    strict = replace(one.terms, promises=(Promised(Target.FIRST_RESPONSE, timedelta(minutes=10)),))
    told = await effect_of_terms(made.tx, one.id, strict)
    assert (told.sooner, told.overdue) == (1, 1)
    assert [each.version for each in await sla.list_policies(made.tx) if each.id == one.id] == [1]


async def test_a_policy_has_a_code_that_stays_and_a_history_that_is_kept(made: World) -> None:
    terms = PolicyTerms(PolicyScope(channel="email"), (Promised(Target.FIRST_RESPONSE, timedelta(hours=1)),))
    one = await sla.add_policy(made.tx, "Correo de atención", terms)
    renamed = await sla.revise_policy(made.tx, one.id, replace(terms, approach=0.5), name="Correo")
    assert (one.code, renamed.code, renamed.version) == ("correo-de-atencion", "correo-de-atencion", 2)
    versions = await sla.policy_versions(made.tx, one.id)
    assert [(each.version, each.terms.approach) for each in versions] == [(2, 0.5), (1, 0.8)]
    with pytest.raises(PolicyNameTaken):
        await sla.revise_policy(made.tx, one.id, terms, name="Web chat")


async def test_retiring_a_policy_can_be_taken_back_unless_its_name_was_given_away(made: World) -> None:
    mail = next(each for each in await sla.list_policies(made.tx) if each.source == "S82")
    await sla.retire_policy(made.tx, mail.id)
    assert (await sla.restore_policy(made.tx, mail.id)).terms == mail.terms
    await sla.retire_policy(made.tx, mail.id)
    assert [one.source for one in await sla.add_default_policies(made.tx, {"S82"})] == ["S82"]
    with pytest.raises(PolicyNameTaken):
        await sla.restore_policy(made.tx, mail.id)
    with pytest.raises(PolicyNotFound):
        await sla.restore_policy(made.tx, PolicyId(uuid7()))


async def due_times(made: World) -> dict[Any, datetime]:
    rows = await made.tx.connection.fetch("select id, due_at from sla.clock where workspace_id = $1", made.tx.workspace)
    return {row["id"]: row["due_at"] for row in rows}
