"""Forgetting what was learned of a contact, by whoever may."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trato.flow.acts.forgetting import forget_learned
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.service.reach import check_contact


class Forgotten(Struct, frozen=True):
    """Of how many messages something had been computed."""

    messages: int


async def forget(tx: Tx, who: Principal, given: OneId) -> Forgotten:
    """Forget all that was computed and learned of a contact; their messages and cases stay."""
    await check_contact(tx, who, given.id, Verb.CONTACTS_FORGET)
    return Forgotten(await forget_learned(tx, given.id))


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("POST", "/api/v1/contacts/{id}/forget", Verb.CONTACTS_FORGET, forget, OneId),
)
