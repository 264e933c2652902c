"""What the addresses of brands and of their hours share: lists with what is out of use, and who may change what."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden
from trato.rooms.access import api as access
from trato.rooms.access.model import EVERYWHERE, Place, Principal, Verb


class ListQuery(Struct, frozen=True):
    """With `retired`, also what is out of use."""

    retired: bool = False


def check_place(who: Principal, brand: UUID | None) -> None:
    """Refuse a deed upon a brand out of reach; what is nobody's is everybody's. Raises Forbidden."""
    place = EVERYWHERE if brand is None else Place(brand_id=brand)
    if not access.can(who.rights, Verb.BRANDS_MANAGE, place):
        raise Forbidden(verb=Verb.BRANDS_MANAGE.value)
