"""Linking contacts into profiles: rows only, consent behind each, and an exact way back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.contacts.world import World
from trato.kit.ids import uuid7
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.errors import AlreadyLinked, BadValue, ConsentMissing, NotLinked, OtherController
from trato.rooms.contacts.model import Evidence, EvidenceKind, Purpose, UnlinkReason

pytestmark = pytest.mark.anyio
FORM = Evidence(EvidenceKind.FORM)

RAW_LINK = """
insert into contacts.identity_link (id, workspace_id, contact_id, profile_id, consent_id, linked_at, linked_by_kind)
values ($1, $2, $3, $4, $5, $6, 'user')
"""
EVERYTHING = """
select (select coalesce(jsonb_agg(to_jsonb(c) order by c.id), '[]') from contacts.contact c) contacts,
       (select coalesce(jsonb_agg(to_jsonb(i) order by i.id), '[]') from contacts.identity i) identities
"""


async def agreed(world: World, contact: UUID, purpose: Purpose = Purpose.LINKING) -> UUID:
    return (await contacts.grant(world.tx, contact, purpose, FORM)).id


async def everything(world: World) -> list[Any]:
    return [tuple(row) for row in await world.tx.connection.fetch(EVERYTHING)]


async def test_linking_moves_nothing_and_unlinking_restores_both(world: World) -> None:
    chat, mail = await world.contact(name="ana_23"), await world.contact(name="Ana Paz")
    before = await everything(world)
    await contacts.link(world.tx, chat, mail, await agreed(world, chat))
    assert await contacts.profiles_of(world.tx, [chat, mail]) == {chat: mail, mail: mail}
    assert await everything(world) == before
    await contacts.unlink(world.tx, chat, UnlinkReason.ASKED)
    assert await contacts.profiles_of(world.tx, [chat, mail]) == {chat: chat, mail: mail}
    assert await everything(world) == before
    (history,) = await contacts.links_of(world.tx, chat)
    assert history.unlink_reason is UnlinkReason.ASKED
    assert [entry.verb for entry in world.tx.audits] == ["contact.link", "contact.unlink"]


async def test_without_a_standing_consent_nothing_is_linked(world: World) -> None:
    chat, mail, third = [await world.contact() for _ in range(3)]
    withdrawn = await agreed(world, chat)
    refused = (await contacts.withdraw(world.tx, chat, Purpose.LINKING, FORM)).id
    for consent in (uuid7(), withdrawn, refused, await agreed(world, third), await agreed(world, chat, Purpose.SURVEY)):
        with pytest.raises(ConsentMissing):
            await contacts.link(world.tx, chat, mail, consent)


@pytest.mark.parametrize("flaw", ["unknown", "withdrawn", "refused", "of a third", "other purpose", "other controller"])
async def test_the_database_itself_refuses_a_link_without_consent(world: World, flaw: str) -> None:
    chat, mail, third = [await world.contact() for _ in range(3)]
    consent, profile = uuid7(), mail
    if flaw == "withdrawn":
        consent = await agreed(world, chat)
        await contacts.withdraw(world.tx, chat, Purpose.LINKING, FORM)
    elif flaw == "refused":
        consent = (await contacts.withdraw(world.tx, chat, Purpose.LINKING, FORM)).id
    elif flaw == "of a third":
        consent = await agreed(world, third)
    elif flaw == "other purpose":
        consent = await agreed(world, chat, Purpose.SURVEY)
    elif flaw == "other controller":
        consent, profile = await agreed(world, chat), await world.contact(world.other_controller)
    with pytest.raises(asyncpg.CheckViolationError, match="standing consent"):
        await world.tx.connection.execute(RAW_LINK, uuid7(), world.tx.workspace, chat, profile, consent, world.tx.now)


async def test_the_database_keeps_a_consent_while_links_stand_on_it(world: World) -> None:
    chat, mail = await world.contact(), await world.contact()
    consent = await agreed(world, chat)
    await contacts.link(world.tx, chat, mail, consent)
    with pytest.raises(asyncpg.CheckViolationError, match="links stand"):
        await world.tx.connection.execute("update contacts.consent set withdrawn_at = now() where id = $1", consent)


@pytest.mark.parametrize("change", ["unlinked_at = null", "profile_id = contact_id", "linked_at = now()"])
async def test_the_database_never_revives_a_link(world: World, change: str) -> None:
    chat, mail = await world.contact(), await world.contact()
    await contacts.link(world.tx, chat, mail, await agreed(world, chat))
    await contacts.unlink(world.tx, chat)
    with pytest.raises(asyncpg.CheckViolationError):
        await world.tx.connection.execute(f"update contacts.identity_link set {change}")


async def test_links_refuse_themselves_circles_second_profiles_and_other_controllers(world: World) -> None:
    a, b, c = [await world.contact() for _ in range(3)]
    of_a, of_b = await agreed(world, a), await agreed(world, b)
    await contacts.link(world.tx, a, b, of_a)
    with pytest.raises(BadValue):
        await contacts.link(world.tx, a, a, of_a)
    with pytest.raises(AlreadyLinked):
        await contacts.link(world.tx, a, c, of_a)
    with pytest.raises(AlreadyLinked):
        await contacts.link(world.tx, b, a, of_b)
    await contacts.link(world.tx, b, c, of_b)
    with pytest.raises(AlreadyLinked):
        await contacts.link(world.tx, c, a, of_a)
    theirs, of_c = await world.contact(world.other_controller), await agreed(world, c)
    with pytest.raises(OtherController):
        await contacts.link(world.tx, c, theirs, of_c)
    with pytest.raises(NotLinked):
        await contacts.unlink(world.tx, c)
    assert await contacts.contacts_of(world.tx, c) == [c, *sorted([a, b])]


deeds = st.lists(
    st.tuples(st.sampled_from(["link", "unlink", "withdraw", "agree"]), st.integers(0, 4), st.integers(0, 4)),
    max_size=25,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=deeds)
async def test_any_sequence_of_links_can_be_taken_back_to_the_original_profiles(
    world: World, deeds: list[tuple[str, int, int]]
) -> None:
    people = [await world.contact(name=str(n)) for n in range(5)]
    edges: dict[UUID, UUID] = {}  # the model: contact → profile
    behind: dict[UUID, UUID] = {}  # contact → whose consent its link rests on
    for deed, i, j in deeds:
        one, other = people[i], people[j]
        if deed == "agree":
            await agreed(world, one)
        elif deed == "withdraw":
            await contacts.withdraw(world.tx, one, Purpose.LINKING, FORM)
            edges = {c: p for c, p in edges.items() if behind[c] != one}
        elif deed == "unlink":
            await _refusable(contacts.unlink(world.tx, one))
            edges.pop(one, None)
        elif (
            one != other
            and await contacts.standing(world.tx, [one], Purpose.LINKING) == {one: True}
            and await _refusable(contacts.link(world.tx, one, other, await agreed(world, one)))
        ):
            edges[one], behind[one] = other, one
        assert await contacts.profiles_of(world.tx, people) == {c: _top(c, edges) for c in people}
    for one in people:
        await contacts.withdraw(world.tx, one, Purpose.LINKING, FORM)
    assert await contacts.profiles_of(world.tx, people) == {c: c for c in people}
    assert {one.name for one in (await contacts.get_many(world.tx, people)).values()} == set("01234")


async def _refusable(deed: Any) -> bool:
    try:
        await deed
    except (AlreadyLinked, NotLinked):
        return False
    return True


def _top(contact: UUID, edges: dict[UUID, UUID]) -> UUID:
    while contact in edges:
        contact = edges[contact]
    return contact
