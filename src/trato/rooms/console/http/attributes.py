"""The address of what is kept about one contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.model import AttributeView
from trato.rooms.console.service import attributes
from trato.rooms.console.service.reach import check_contact
from trato.rooms.contacts.model import NameSource


class Values(Struct, frozen=True):
    """What is known now, by key; null takes a value away. `source` is who says so: the agent, or the contact."""

    id: UUID
    values: Annotated[Mapping[str, Any], Meta(max_length=100)]
    source: NameSource = NameSource.AGENT


async def set_values(tx: Tx, who: Principal, given: Values) -> tuple[AttributeView, ...]:
    """Keep what is said about a contact: all of it, or nothing. What its purpose does not allow is refused."""
    await check_contact(tx, who, given.id)
    await attributes.write(tx, who, given.id, given.values, given.source)
    return await attributes.shown(tx, who, given.id)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("PATCH", "/api/v1/contacts/{id}/attributes", Verb.CONTACTS_READ, set_values, Values),
)
