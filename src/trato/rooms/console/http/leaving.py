"""The address that says what somebody would leave behind who is let in no more."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import EVERYWHERE, Principal, UserId, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Holder, HolderKind


class LeftBehind(Struct, frozen=True):
    """`cases` are open and theirs: they go back to their queues."""

    cases: int


async def left_behind(tx: Tx, who: Principal, given: OneId) -> LeftBehind:
    """Say what goes back to the queues when a user is let in no more."""
    if not who.rights.scope(Verb.USERS_MANAGE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.USERS_MANAGE.value)
    await access.get_user(tx, UserId(given.id))
    return LeftBehind(len(await cases.held_by(tx, Holder(HolderKind.AGENT, given.id))))


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/users/{id}/left-behind", Verb.USERS_MANAGE, left_behind, OneId),
)
