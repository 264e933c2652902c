"""What is kept about a contact, as far as whoever looks may see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from trato.kit.errors import Forbidden
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.errors import DataNeeded
from trato.rooms.console.model import AttributeView
from trato.rooms.console.store import reach
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Attribute, NameSource


async def shown(tx: Tx, who: Principal, contact_id: UUID) -> tuple[AttributeView, ...]:
    """Return the attributes that one may see of a contact, in their order, with what is kept of each.

    What is out of use is shown while something is kept.
    """
    reached = await reached_verbs(tx, who, contact_id)
    asked = [one for one in await contacts.attributes(tx, retired=True) if one.seen_with in reached]
    kept = {one.attribute_id: one for one in await contacts.values_of(tx, [contact_id])} if asked else {}
    bars = await contacts.bars_of(tx, contact_id, asked) if asked else {}
    return tuple(
        AttributeView(
            key=one.key,
            names=one.names,
            kind=one.kind.value,
            choices=one.choices,
            purpose=one.purpose.value,
            sensitive=one.sensitive,
            value=kept[one.id].value if one.id in kept else None,
            source=kept[one.id].source.value if one.id in kept else None,
            set_at=kept[one.id].set_at if one.id in kept else None,
            expires_at=kept[one.id].expires_at if one.id in kept else None,
            editable=one.retired_at is None and one.edited_with in reached,
            barred=bars[one.id].value if one.id in bars else None,
        )
        for one in asked
        if one.retired_at is None or one.id in kept
    )


async def write(
    tx: Tx, who: Principal, contact_id: UUID, values: Mapping[str, object], source: NameSource = NameSource.AGENT
) -> None:
    """Keep what somebody says about a contact, as far as they may change it: all of it, or nothing.

    Raises Forbidden, and what `contacts.set_values` does.
    """
    reached = await reached_verbs(tx, who, contact_id)
    needed = {one.key: one.edited_with for one in await contacts.attributes(tx)}
    for key in values:
        if key in needed and needed[key] not in reached:
            raise Forbidden(verb=needed[key])
    await contacts.set_values(tx, contact_id, values, source)


async def missing(tx: Tx, who: Principal, contact_id: UUID) -> list[Attribute]:
    """Return what somebody is asked about a contact before resolving a case of theirs.

    Only who sees it and may write it is asked: nobody is held up by what they cannot give.
    """
    found = await contacts.missing_to_resolve(tx, contact_id)
    reached = await reached_verbs(tx, who, contact_id) if found else set()
    return [one for one in found if {one.seen_with, one.edited_with} <= reached]


async def missing_views(tx: Tx, who: Principal, contact_id: UUID) -> tuple[AttributeView, ...]:
    """Return `missing` as the panel shows attributes, to be filled in."""
    asked = {one.key for one in await missing(tx, who, contact_id)}
    return tuple(one for one in await shown(tx, who, contact_id) if one.key in asked) if asked else ()


async def check_known(tx: Tx, who: Principal, contact_id: UUID, given: Collection[str] = ()) -> None:
    """Refuse to resolve while something needed is not known; `given` are the keys that the same deed writes.

    Raises DataNeeded, with the attributes.
    """
    lacking = [one for one in await missing(tx, who, contact_id) if one.key not in given]
    if lacking:
        names = ", ".join(words_of(one, who.user.locale) for one in lacking)
        listed = [{"id": str(one.id), "key": one.key, "names": dict(one.names)} for one in lacking]
        raise DataNeeded(names=names, attributes=listed)


def words_of(one: Attribute, locale: str) -> str:
    """Return what an attribute is called in a language, else in Spanish."""
    return one.names.get(locale.split("-")[0], one.names.get("es", one.key))


async def reached_verbs(tx: Tx, who: Principal, contact_id: UUID) -> set[str]:
    """Return the verbs that one holds where a case of the contact stands."""
    asked = {Verb(one) for each in await contacts.attributes(tx) for one in (each.seen_with, each.edited_with)}
    return {one.value for one in asked if await reach.reaches_contact(tx, contact_id, who.rights.scope(one))}
