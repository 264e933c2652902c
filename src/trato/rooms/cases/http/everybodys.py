"""What the addresses of tags and of reasons share: every brand uses the same ones."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden
from trato.rooms.access.model import EVERYWHERE, Principal, Verb


class Into(Struct, frozen=True):
    """One that is to be another from now on."""

    id: UUID
    into: UUID


def check_all(who: Principal) -> None:
    """Refuse whoever manages words in one brand only: tags and reasons are everybody's. Raises Forbidden."""
    if not who.rights.scope(Verb.DISPOSITIONS_MANAGE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.DISPOSITIONS_MANAGE.value)
