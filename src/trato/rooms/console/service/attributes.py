"""What is kept about a contact, as far as whoever looks may see it."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.model import AttributeView
from trato.rooms.console.store import reach
from trato.rooms.contacts import api as contacts


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


async def reached_verbs(tx: Tx, who: Principal, contact_id: UUID) -> set[str]:
    """Return the verbs that one holds where a case of the contact stands."""
    asked = {Verb(one) for each in await contacts.attributes(tx) for one in (each.seen_with, each.edited_with)}
    return {one.value for one in asked if await reach.reaches_contact(tx, contact_id, who.rights.scope(one))}
