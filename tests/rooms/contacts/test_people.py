"""Contacts, organisations and the addresses by which contacts are known."""

from __future__ import annotations

import pytest

from tests.rooms.contacts.world import World, email, phone
from trato.kit.ids import uuid7
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.errors import (
    BadValue,
    ContactNotFound,
    IdentityNotFound,
    IdentityTaken,
    OtherController,
)
from trato.rooms.contacts.events import ContactChanged, IdentityAdded, IdentityReplaced
from trato.rooms.contacts.model import Address, EndedWhy, IdentityKind, NameSource, OrganisationKind

pytestmark = pytest.mark.anyio


async def test_a_contact_keeps_the_name_that_a_person_gave(world: World) -> None:
    ana = await world.contact(name="ana_23")
    await contacts.rename(world.tx, ana, "Ana Paz", NameSource.AGENT)
    kept = await contacts.rename(world.tx, ana, "ana_24", NameSource.CHANNEL)
    assert (kept.name, kept.name_source) == ("Ana Paz", NameSource.AGENT)
    assert len(world.facts(ContactChanged)) == 1


async def test_a_name_that_says_nothing_is_refused(world: World) -> None:
    ana = await world.contact()
    with pytest.raises(BadValue):
        await contacts.rename(world.tx, ana, " \x00 ", NameSource.AGENT)


async def test_a_country_is_a_code(world: World) -> None:
    ana = await world.contact()
    assert (await contacts.set_country(world.tx, ana, " ar")).country == "AR"
    with pytest.raises(BadValue):
        await contacts.set_country(world.tx, ana, "Argentina")


async def test_an_unknown_contact_is_not_found(world: World) -> None:
    with pytest.raises(ContactNotFound):
        await contacts.get(world.tx, uuid7())
    with pytest.raises(ContactNotFound):
        await contacts.rename(world.tx, uuid7(), "X", NameSource.AGENT)


async def test_several_contacts_belong_to_one_household(world: World) -> None:
    paz = await contacts.create_organisation(world.tx, world.controller, "Familia Paz", OrganisationKind.HOUSEHOLD)
    ana, luis = await world.contact(name="Ana"), await world.contact(name="Luis")
    for one in (ana, luis):
        await contacts.join_organisation(world.tx, one, paz.id)
    assert [one.name for one in await contacts.members_of(world.tx, paz.id)] == ["Ana", "Luis"]
    await contacts.join_organisation(world.tx, luis, None)
    assert [one.id for one in await contacts.members_of(world.tx, paz.id)] == [ana]


async def test_an_organisation_of_another_controller_is_refused(world: World) -> None:
    other = await contacts.create_organisation(world.tx, world.other_controller, "Lumbre Clientes")
    with pytest.raises(OtherController):
        await contacts.join_organisation(world.tx, await world.contact(), other.id)


async def test_a_contact_has_several_addresses(world: World) -> None:
    ana = await world.contact()
    first = await contacts.add_identity(world.tx, ana, phone("+541155550101"), verified_how="provider")
    await contacts.add_identity(world.tx, ana, email("ana@example.org"))
    again = await contacts.add_identity(world.tx, ana, phone("+541155550101"))
    assert again.id == first.id
    found = (await contacts.identities_of(world.tx, [ana]))[ana]
    assert [one.address.value for one in found] == ["+541155550101", "ana@example.org"]
    assert [one.verified_how for one in found] == ["provider", None]
    assert len(world.facts(IdentityAdded)) == 2


async def test_an_equal_address_never_makes_two_contacts_one(world: World) -> None:
    ana, luis = await world.contact(), await world.contact()
    await contacts.add_identity(world.tx, ana, email("casa@example.org"))
    with pytest.raises(IdentityTaken) as refused:
        await contacts.add_identity(world.tx, luis, email("casa@example.org"))
    assert refused.value.data == {"contact": ana}


async def test_each_controller_knows_its_own_contact_by_an_equal_address(world: World) -> None:
    ours, theirs = await world.contact(), await world.contact(world.other_controller)
    for one in (ours, theirs):
        await contacts.add_identity(world.tx, one, phone("+541155550101"))
    found = await contacts.find_identity(world.tx, world.other_controller, phone("+541155550101"))
    assert found is not None
    assert found.contact_id == theirs


async def test_who_bears_a_public_name_now_is_not_who_bore_it_before(world: World) -> None:
    def author(user: str) -> contacts.Author:
        names = (Address(IdentityKind.ACCOUNT_USER, user, "bot"), Address(IdentityKind.ACCOUNT_NAME, "@cami", "bot"))
        return contacts.Author(world.controller, names)

    first, other, again = await contacts.find_or_create(world.tx, [author("1"), author("2"), author("1")])
    assert first.contact_id == again.contact_id != other.contact_id


async def test_a_rekeyed_person_stays_the_same_contact_and_the_old_key_is_free(world: World) -> None:
    ana = await world.contact()
    old = await contacts.add_identity(world.tx, ana, phone("+541155550101"))
    world.after(60)
    whose = await contacts.identity_changed(
        world.tx, world.controller, [phone("+541155550101")], [phone("+541155550202")]
    )
    assert whose == ana
    before, now = (await contacts.identities_of(world.tx, [ana]))[ana]
    assert (before.id, before.ended_at, before.ended_why) == (old.id, world.tx.now, EndedWhy.REPLACED)
    assert (now.address.value, now.ended_at) == ("+541155550202", None)
    assert [one.joined for one in world.facts(IdentityReplaced)] == [True]
    stranger = await world.contact()
    taken_over = await contacts.add_identity(world.tx, stranger, phone("+541155550101"))
    assert taken_over.contact_id == stranger


async def test_being_told_of_a_new_key_twice_changes_nothing(world: World) -> None:
    ana = await world.contact()
    await contacts.add_identity(world.tx, ana, phone("+541155550101"))
    for _ in range(2):
        await contacts.identity_changed(world.tx, world.controller, [phone("+541155550101")], [phone("+541155550202")])
    assert len(world.facts(IdentityReplaced)) == 1
    assert len((await contacts.identities_of(world.tx, [ana]))[ana]) == 2


async def test_a_new_key_that_is_another_contacts_stays_there(world: World) -> None:
    ana, luis = await world.contact(), await world.contact()
    await contacts.add_identity(world.tx, ana, phone("+541155550101"))
    await contacts.add_identity(world.tx, luis, phone("+541155550202"))
    await contacts.identity_changed(world.tx, world.controller, [phone("+541155550101")], [phone("+541155550202")])
    assert [one.joined for one in world.facts(IdentityReplaced)] == [False]
    found = await contacts.find_identity(world.tx, world.controller, phone("+541155550202"))
    assert found is not None
    assert found.contact_id == luis


async def test_a_key_that_was_told_again_together_with_the_new_one_stays(world: World) -> None:
    user = Address(IdentityKind.WHATSAPP_USER, "AR.1", "p-1")
    ana = await world.contact()
    await contacts.add_identity(world.tx, ana, user)
    await contacts.add_identity(world.tx, ana, phone("+541155550101"))
    await contacts.identity_changed(
        world.tx, world.controller, [user, phone("+541155550101")], [user, phone("+541155550202")]
    )
    standing = [one.address.value for one in (await contacts.identities_of(world.tx, [ana]))[ana] if not one.ended_at]
    assert standing == ["AR.1", "+541155550202"]


async def test_nobody_is_made_of_a_key_that_replaces_an_unknown_one(world: World) -> None:
    assert await contacts.identity_changed(world.tx, world.controller, [phone("+1")], [phone("+2")]) is None
    assert await contacts.find_identity(world.tx, world.controller, phone("+2")) is None


async def test_an_address_that_was_given_up_ends_once(world: World) -> None:
    ana = await world.contact()
    one = await contacts.add_identity(world.tx, ana, email("old@example.org"))
    await contacts.end_identity(world.tx, one.id)
    with pytest.raises(IdentityNotFound):
        await contacts.end_identity(world.tx, one.id)
    assert [entry.verb for entry in world.tx.audits] == ["contact.end_identity"]


async def test_what_a_visitor_says_of_himself_suggests_and_never_matches(world: World) -> None:
    ana, visitor = await world.contact(), await world.contact()
    await contacts.add_identity(world.tx, ana, email("ana@example.org"))
    await contacts.state_address(world.tx, visitor, email("ana@example.org"), "form")
    await contacts.state_address(world.tx, visitor, email("ana@example.org"), "form")
    assert [(one.contact_id, one.kind) for one in await contacts.candidates_of(world.tx, visitor)] == [
        (ana, IdentityKind.EMAIL)
    ]
    assert [one.contact_id for one in await contacts.candidates_of(world.tx, ana)] == [visitor]
    found = await contacts.find_identity(world.tx, world.controller, email("ana@example.org"))
    assert found is not None
    assert found.contact_id == ana
    assert await contacts.profile_of(world.tx, visitor) == visitor


async def test_candidates_never_cross_controllers(world: World) -> None:
    ours, theirs = await world.contact(), await world.contact(world.other_controller)
    for one in (ours, theirs):
        await contacts.state_address(world.tx, one, email("ana@example.org"), "form")
    assert await contacts.candidates_of(world.tx, ours) == []
