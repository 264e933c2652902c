"""What may be kept about contacts, for which purpose and for how long; and that it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.rooms.contacts.world import World
from trato.kit.ids import uuid7
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.errors import (
    AttributeKeyTaken,
    AttributeNotFound,
    AttributeValueInvalid,
    BadValue,
    PurposeNotAllowed,
)
from trato.rooms.contacts.events import AttributesChanged
from trato.rooms.contacts.model import (
    Attribute,
    AttributeId,
    AttributeKind,
    Evidence,
    EvidenceKind,
    LegalBasis,
    NameSource,
    Purpose,
)

pytestmark = pytest.mark.anyio
AGENT = Evidence(EvidenceKind.AGENT)
DAY = 86_400
BASE = Attribute(
    AttributeId(UUID(int=0)), "plan", {"es": "Plan"}, AttributeKind.TEXT, Purpose.SERVICE, LegalBasis.CONTRACT, 30,
    False, "contacts.read", "contacts.write", datetime(2026, 1, 1, tzinfo=UTC),
)  # fmt: skip
BIRTHDAY = replace(
    BASE, key="birthday", kind=AttributeKind.DATE, purpose=Purpose.MARKETING, legal_basis=LegalBasis.CONSENT
)


async def kept(world: World, contact: UUID) -> Mapping[UUID, Any]:
    return {one.attribute_id: one.value for one in await contacts.values_of(world.tx, [contact])}


async def test_a_value_is_kept_with_its_source_and_goes_when_its_time_ends(world: World) -> None:
    plan = await contacts.define_attribute(world.tx, BASE)
    contact = await world.contact()
    await contacts.set_values(world.tx, contact, {"plan": "  Plan   familiar "}, NameSource.CONTACT)
    (value,) = await contacts.values_of(world.tx, [contact])
    assert (value.value, value.source, value.set_at) == ("Plan familiar", NameSource.CONTACT, world.tx.now)

    world.after(30 * DAY - 1)
    assert await contacts.sweep_expired(world.tx) == 0 and await kept(world, contact) == {plan.id: "Plan familiar"}
    world.after(1)
    assert await kept(world, contact) == {}, "not shown from the very instant, swept or not"
    assert await contacts.sweep_expired(world.tx) == 1 and await contacts.sweep_expired(world.tx) == 0
    rows = await world.tx.connection.fetch("select 1 from contacts.attribute_value where contact_id = $1", contact)
    assert rows == [], "erased, not hidden"
    assert [(one.keys, one.why) for one in world.facts(AttributesChanged)] == [
        (("plan",), "set"),
        (("plan",), "expired"),
    ]


async def test_what_rests_on_consent_needs_a_yes_and_goes_with_it(world: World) -> None:
    birthday = await contacts.define_attribute(world.tx, BIRTHDAY)
    contact = await world.contact()
    with pytest.raises(PurposeNotAllowed) as refused:
        await contacts.set_values(world.tx, contact, {"birthday": "1990-05-17"}, NameSource.AGENT)
    assert refused.value.data["why"] == "consent_missing"
    assert await contacts.bars_of(world.tx, contact, [birthday]) == {birthday.id: "consent_missing"}

    await contacts.grant(world.tx, contact, Purpose.MARKETING, AGENT)
    await contacts.set_values(world.tx, contact, {"birthday": "1990-05-17"}, NameSource.AGENT)
    await contacts.withdraw(world.tx, contact, Purpose.MARKETING, AGENT)
    assert await kept(world, contact) == {}
    assert world.facts(AttributesChanged)[-1].why == "withdrawn"


async def test_legitimate_interest_stands_until_somebody_says_no_and_a_contract_through_it(world: World) -> None:
    for key, basis in (("hour", LegalBasis.LEGITIMATE_INTEREST), ("number", LegalBasis.CONTRACT)):
        await contacts.define_attribute(world.tx, replace(BASE, key=key, legal_basis=basis))
    contact = await world.contact()
    await contacts.set_values(world.tx, contact, {"hour": "18", "number": "7"}, NameSource.AGENT)
    await contacts.withdraw(world.tx, contact, Purpose.SERVICE, AGENT)
    assert list((await kept(world, contact)).values()) == ["7"]
    with pytest.raises(PurposeNotAllowed):
        await contacts.set_values(world.tx, contact, {"hour": "18"}, NameSource.AGENT)


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        (AttributeKind.NUMBER, 3.5, 3.5), (AttributeKind.NUMBER, True, None), (AttributeKind.NUMBER, "3", None),
        (AttributeKind.NUMBER, float("inf"), None), (AttributeKind.DATE, "2026-02-30", None),
        (AttributeKind.DATE, "2026-02-28", "2026-02-28"), (AttributeKind.CHOICE, "Oro", "Oro"),
        (AttributeKind.CHOICE, "Lata", None), (AttributeKind.YES_NO, False, False), (AttributeKind.YES_NO, "no", None),
        (AttributeKind.TEXT, "x" * 501, None), (AttributeKind.TEXT, "   ", None), (AttributeKind.TEXT, 3, None),
    ],
)  # fmt: skip
async def test_a_value_is_of_its_kind_or_refused(world: World, kind: AttributeKind, said: Any, value: Any) -> None:
    choices = ("Oro", "Plata") if kind is AttributeKind.CHOICE else ()
    one = await contacts.define_attribute(world.tx, replace(BASE, kind=kind, choices=choices))
    contact = await world.contact()
    if value is None:
        with pytest.raises(AttributeValueInvalid):
            await contacts.set_values(world.tx, contact, {"plan": said}, NameSource.AGENT)
    else:
        await contacts.set_values(world.tx, contact, {"plan": said}, NameSource.AGENT)
        assert await kept(world, contact) == {one.id: value}


async def test_one_bad_value_keeps_all_back_and_null_takes_away(world: World) -> None:
    await contacts.define_attribute(world.tx, BASE)
    await contacts.define_attribute(world.tx, replace(BASE, key="age", kind=AttributeKind.NUMBER))
    contact = await world.contact()
    with pytest.raises(AttributeValueInvalid):
        await contacts.set_values(world.tx, contact, {"plan": "A", "age": "many"}, NameSource.AGENT)
    assert await kept(world, contact) == {}
    await contacts.set_values(world.tx, contact, {"plan": "A", "age": 7}, NameSource.AGENT)
    await contacts.set_values(world.tx, contact, {"plan": None}, NameSource.AGENT)
    assert list((await kept(world, contact)).values()) == [7]
    with pytest.raises(AttributeNotFound):
        await contacts.set_values(world.tx, contact, {"unknown": "x"}, NameSource.AGENT)


async def test_a_definition_keeps_its_key_and_kind_and_a_shorter_retention_reaches_what_is_kept(world: World) -> None:
    plan = await contacts.define_attribute(world.tx, BASE)
    contact = await world.contact()
    await contacts.set_values(world.tx, contact, {"plan": "A"}, NameSource.AGENT)
    world.after(10 * DAY)
    changed = replace(plan, key="other", kind=AttributeKind.DATE, retention_days=5)
    redefined = await contacts.redefine_attribute(world.tx, changed)
    assert (redefined.key, redefined.kind, redefined.retention_days) == ("plan", AttributeKind.TEXT, 5)
    assert await contacts.sweep_expired(world.tx) == 1


async def test_senseless_definitions_are_refused(world: World) -> None:
    await contacts.define_attribute(world.tx, BASE)
    with pytest.raises(AttributeKeyTaken):
        await contacts.define_attribute(world.tx, BASE)
    strange: tuple[dict[str, Any], ...] = (
        {"key": "Con espacio"}, {"names": {"en": "Plan"}}, {"choices": ("a",)}, {"retention_days": 0},
        {"kind": AttributeKind.CHOICE}, {"kind": AttributeKind.CHOICE, "choices": ("a", "a")},
    )  # fmt: skip
    for one in strange:
        with pytest.raises(BadValue):
            await contacts.define_attribute(world.tx, replace(BASE, **{"key": "x", **one}))
    with pytest.raises(AttributeNotFound):
        await contacts.retire_attribute(world.tx, uuid7())


async def test_a_retired_attribute_takes_no_values_until_it_is_restored(world: World) -> None:
    plan = await contacts.define_attribute(world.tx, BASE)
    contact = await world.contact()
    await contacts.set_values(world.tx, contact, {"plan": "A"}, NameSource.AGENT)
    await contacts.retire_attribute(world.tx, plan.id)
    with pytest.raises(AttributeNotFound):
        await contacts.set_values(world.tx, contact, {"plan": "B"}, NameSource.AGENT)
    assert await kept(world, contact) == {plan.id: "A"}
    await contacts.restore_attribute(world.tx, plan.id)
    await contacts.set_values(world.tx, contact, {"plan": "B"}, NameSource.AGENT)


async def test_versions_of_a_text_tell_how_many_accepted_each(world: World) -> None:
    first = await contacts.publish_text(world.tx, world.controller, Purpose.MARKETING, "es", "¿Te escribimos?")
    contact = await world.contact()
    await contacts.grant(world.tx, contact, Purpose.MARKETING, AGENT, text_id=first.id)
    second = await contacts.publish_text(world.tx, world.controller, Purpose.MARKETING, "es", "¿Te contamos novedades?")
    versions = await contacts.text_versions(world.tx, world.controller, Purpose.MARKETING, "es")
    assert [(one.id, count) for one, count in versions] == [(second.id, 0), (first.id, 1)]
    assert [(one.version, count) for one, count in await contacts.present_texts(world.tx)] == [(2, 0)]
