"""The addresses of places: where roles may be given, and what else needs an eye on the rooms below."""

from __future__ import annotations

from dataclasses import dataclass

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.console.service import places
from trato.rooms.console.service.places import GrantPlace


@dataclass(frozen=True, slots=True)
class Places:
    """The handlers; `book` knows the channel accounts."""

    book: channels.AccountBook

    async def places(self, tx: Tx, who: Principal, given: Nothing) -> list[GrantPlace]:
        """List the places that a grant may reach, by name."""
        _check_whole(who, Verb.ROLES_READ)
        return await places.list_places(tx, self.book)

    async def retire_team(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Take a team out of use, once no queue waits for it: its members leave, its grants end."""
        _check_whole(who, Verb.USERS_MANAGE)
        await places.retire_team(tx, given.id)


def _check_whole(who: Principal, verb: Verb) -> None:
    if not who.rights.scope(verb).covers(EVERYWHERE):
        raise Forbidden(verb=verb.value)
